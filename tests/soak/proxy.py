"""nginx as docs/deployment.md has it, before a site for readers and one for editors."""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Self

from tests.faults.serving import Site

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "deployment.md"
PROGRAMS = ("nginx", "wrk", "slowhttptest")
"""What the parts `load` and `slow` need, by the names of Debian's packages too."""

# Certificates and a second port; the limits of one address, which here is that of all.
LEFT_OUT = re.compile(r"^ *(ssl_|http2|access_log|log_format|limit_)[^;]*;\n", re.M)
REDIRECTS = re.compile(r"^server \{\n +listen 80;.*?^\}\n", re.M | re.S)

AROUND = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/errors.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {folder}/bodies;
  proxy_temp_path {folder}/answers;
  fastcgi_temp_path {folder}/unused;
  uwsgi_temp_path {folder}/unused;
  scgi_temp_path {folder}/unused;
{server}
}}
"""


class Proxy(Site):
    """The documented proxy, asked as a site is; it stops when the block ends.

    The limits for one address are left out, since here everybody has the same; TLS is too.
    """

    def __init__(self, web: Site, desk: Site, folder: Path) -> None:
        self._web, self._desk, self._folder = web, desk, folder

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        written = self._folder / "nginx.conf"
        written.write_text(self._config(), "utf-8")
        self._log = (self._folder / "nginx.log").open("w+b")
        self._process = subprocess.Popen(
            ["nginx", "-p", str(self._folder), "-c", str(written)],
            stdout=self._log,
            stderr=self._log,
        )
        self.until("/healthz", 200)
        return self

    def _config(self) -> str:
        found = re.search(r"```nginx\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.S)
        assert found, "docs/deployment.md has no configuration of nginx"
        server = REDIRECTS.sub("", LEFT_OUT.sub("", found[1]))
        for documented, here in (
            ("listen 443 ssl;", f"listen 127.0.0.1:{self.port};"),
            ("http://127.0.0.1:8000;", f"http://127.0.0.1:{self._web.port};"),
            ("http://127.0.0.1:8001;", f"http://127.0.0.1:{self._desk.port};"),
            ("Host $host;", f"Host $host:{self.port};"),
        ):
            assert documented in server, f"the documented proxy is without {documented}"
            server = server.replace(documented, here)
        # Its workers may else not write where this process may.
        user = "user root;" if os.geteuid() == 0 else ""
        return AROUND.format(user=user, folder=self._folder, server=server)


def missing() -> list[str]:
    """Return the programs that are not installed here."""
    return [name for name in PROGRAMS if not shutil.which(name)]
