"""A passkey in software: it is made, counts its uses as it is told to, and signs challenges."""

import json
import os
from hashlib import sha256
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from claims.desk.models import User

HOST, ORIGIN = "testserver", "https://testserver"
PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
NOBODY = b"\0" * 16


class SoftKey:
    """A passkey of one account."""

    def __init__(self, account: User, count: int = 0) -> None:
        self.account, self.count = account, count
        self.id, self.key = os.urandom(32), ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        about = AttestedCredentialData.create(NOBODY, self.id, public)
        made = self._data(PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT, about)
        attested = AttestationObject.create("none", made, {})
        said = self._said("webauthn.create", "AAAA")
        self.factor = Authenticator.objects.create(
            user=account,
            type=Authenticator.Type.WEBAUTHN,
            data={
                "name": "A key",
                "credential": self._sent(
                    {
                        "clientDataJSON": websafe_encode(said),
                        "attestationObject": websafe_encode(bytes(attested)),
                    }
                )
                | {"clientExtensionResults": {"credProps": {"rk": True}}},
            },
        )

    def answer(self, challenge: str) -> str:
        """Return what a browser sends for a challenge, as JSON."""
        data = self._data(PRESENT_AND_VERIFIED)
        said = self._said("webauthn.get", challenge)
        signed = self.key.sign(bytes(data) + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        handle = user_pk_to_url_str(self.account).encode()
        return json.dumps(
            self._sent(
                {
                    "clientDataJSON": websafe_encode(said),
                    "authenticatorData": websafe_encode(bytes(data)),
                    "signature": websafe_encode(signed),
                    "userHandle": websafe_encode(handle),
                }
            )
        )

    def _data(self, flags: Any, about: Any = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, self.count, about)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    def _sent(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
