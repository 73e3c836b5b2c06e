"""How one deployment is put together: settings, addresses, system checks, the WSGI entry."""
