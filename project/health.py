"""Asks the running site whether it is well: `python -m project.health [PATH]`."""

import os
import sys
from http.client import HTTPConnection

HTTP_OK = 200


def main(path: str, port: int = 8000) -> int:
    """0 when the site answers 200 under the first name it is allowed to have."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", path, headers={"Host": host})
        status = connection.getresponse().status
    except OSError as error:
        sys.stderr.write(f"onrecord: no answer on port {port}: {error}\n")
        return 1
    return 0 if status == HTTP_OK else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "/healthz"))
