"""A stub of a newsroom's own provider: a server of this process, with keys of its own."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "onrecord", "the secret of the desk"
KEY_ID = "key-1"


@dataclass
class Provider:
    """What the stub says of whoever signs in, and what it was asked."""

    server: ThreadingHTTPServer
    key: rsa.RSAPrivateKey
    claims: dict[str, Any] = field(default_factory=dict)
    signs_with: rsa.RSAPrivateKey | None = None
    issuer_in_token: str = ""
    subject_of_userinfo: str = "someone"
    challenge: str = ""
    asked: list[str] = field(default_factory=list)
    exchanges: list[dict[str, str]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def consent(self, where: str) -> str:
        """Take the visitor that was sent to the provider; the address they are sent back to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        assert query["code_challenge_method"] == "S256" and query["client_id"] == CLIENT
        self.challenge = query["code_challenge"]
        return f"{query['redirect_uri']}?code=given&state={query['state']}"

    def token(self) -> dict[str, Any]:
        """The answer to an exchange of the code."""
        now = int(time.time())
        said = {"iss": self.issuer_in_token or self.issuer, "aud": CLIENT, "iat": now}
        said |= {"exp": now + 60, "sub": "someone", **self.claims}
        signed = jwt.encode(said, self.signs_with or self.key, "RS256", headers={"kid": KEY_ID})
        return {"access_token": "granted", "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        numbers = self.key.public_key().public_numbers()
        found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        assert numbers.e == 65537
        return {"keys": [{**found, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = Provider(server, key)
    server.RequestHandlerClass = _handler(provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            self._answer(
                {
                    "/.well-known/openid-configuration": {
                        "issuer": provider.issuer,
                        "authorization_endpoint": f"{provider.issuer}/authorise",
                        "token_endpoint": f"{provider.issuer}/token",
                        "userinfo_endpoint": f"{provider.issuer}/userinfo",
                        "jwks_uri": f"{provider.issuer}/keys",
                        "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    },
                    "/keys": provider.keys(),
                    "/userinfo": {"sub": provider.subject_of_userinfo, **provider.claims},
                }[self.path]
            )

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            said = parse_qs(self.rfile.read(length).decode())
            sent = {name: values[0] for name, values in said.items()}
            provider.exchanges.append(sent)
            digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
            proved = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if proved == provider.challenge and sent["client_secret"] == SECRET:
                self._answer(provider.token())
            else:
                self._answer({"error": "invalid_grant"}, 400)

        def _answer(self, said: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Handler
