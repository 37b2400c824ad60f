"""Ed25519 keys in files: PEM (PKCS #8) or the 32 raw bytes in base64."""

from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from comity.adapters.keyfile import read_secret, write_secret
from comity.kernel.errors import Unavailable, UnusableInput
from comity.ledger.note import NoteKey, SignatureType, decode64


class SigningKey:
    """A private key of the hub, a node or a witness; fits the ledger's `Signer`."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Return a new key that is nowhere but in memory."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new key and keep it in a new file with mode 0600."""
        made = cls.generate()
        pem = made._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_secret(path, pem)
        return made

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the key in a file, or raise `Unavailable` saying what is wrong with it."""
        raw = read_secret(path)
        try:
            if raw.lstrip().startswith(b"-----"):
                found = load_pem_private_key(raw, password=None)
            else:
                found = Ed25519PrivateKey.from_private_bytes(decode64(raw.decode().strip(), "key"))
        except (ValueError, TypeError, UnusableInput) as error:
            raise Unavailable(f"{path} holds no Ed25519 key in PEM or base64.") from error
        if not isinstance(found, Ed25519PrivateKey):
            raise Unavailable(f"{path} holds a key of another kind than Ed25519.")
        return cls(found)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature (RFC 8032)."""
        return self._key.sign(message)

    def note_key(self, name: str, kind: SignatureType = SignatureType.NOTE) -> NoteKey:
        """Return the public key under a name, as verifiers of checkpoints are given it."""
        return NoteKey(name, self.public, kind)

    def key_id(self, name: str) -> str:
        """Return the hex id of this key under a name (C2SP signed-note)."""
        return self.note_key(name).id.hex()


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` is that of the key with the 32 bytes `public` over `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
