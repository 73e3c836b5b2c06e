"""The deployment: settings, databases, documents, the test run itself."""
