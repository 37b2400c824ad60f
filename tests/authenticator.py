"""An authenticator in software: makes a key and answers as a browser hands it on, right or wrong as a test asks."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """One passkey; `count` rises with each use, or stays 0 where `counting` is off, as with keys that are synced."""

    def __init__(self, origin: str = "http://localhost:8000", site: str = "localhost", counting: bool = True) -> None:
        self.origin, self.site, self.counting = origin, site, counting
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(self.key.private_numbers().private_value).encode()).digest()
        self.person, self.count = b"", 0
        self.flags = PRESENT | VERIFIED

    def make(self, options: str) -> str:
        """Return the answer to what a site asks for a new passkey."""
        asked = json.loads(options)
        self.person = unb64(asked["user"]["id"])
        said = self._said("webauthn.create", asked["challenge"])
        data = self._data(self.flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._cose()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=b64(said), attestationObject=b64(attested))

    def answer(self, options: str) -> str:
        """Return the answer to a site's question."""
        said = self._said("webauthn.get", json.loads(options)["challenge"])
        self.count += self.counting
        data = self._data(self.flags)
        signed = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=b64(said), authenticatorData=b64(data), signature=b64(signed), userHandle=b64(self.person)
        )

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _cose(self) -> bytes:
        public = self.key.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        return cbor2.dumps(key)

    def _answer(self, **response: Any) -> str:
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response})
