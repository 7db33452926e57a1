"""Ed25519 keys (RFC 8032): the one that signs records, and those that did before.

Private keys are PKCS #8, public ones SubjectPublicKeyInfo, both PEM, as ``openssl`` writes them.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

PUBLIC = re.compile(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)
MADE = "record-key.pem"
"""Name of the file of development's own key."""
WRITE_ONE = "openssl genpkey -algorithm ed25519"


@dataclass(frozen=True)
class PublicKey:
    key: Ed25519PublicKey

    @classmethod
    def parse(cls, pem: str) -> Self:
        """Raise ValueError."""
        try:
            key = load_pem_public_key(pem.encode())
        except ValueError:
            raise ValueError("This is no public key as PEM (“-----BEGIN PUBLIC KEY-----”).") from None
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("This is no Ed25519 key.")
        return cls(key)

    @cached_property
    def id(self) -> str:
        """Of its 32 bytes."""
        return f"ed25519-{sha256(self.key.public_bytes_raw()).hexdigest()[:16]}"

    @property
    def pem(self) -> str:
        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        try:
            self.key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    key: Ed25519PrivateKey

    @classmethod
    def parse(cls, pem: str) -> Self:
        """Raise ValueError with the remedy."""
        try:
            key = load_pem_private_key(pem.encode(), password=None)
        except TypeError:
            raise ValueError("The key has a passphrase, which nobody could type here: give it without one.") from None
        except ValueError:
            raise ValueError(f"This is no private key as PEM. Make one: {WRITE_ONE}") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"This is no Ed25519 key. Make one: {WRITE_ONE}")
        return cls(key)

    @cached_property
    def public(self) -> PublicKey:
        return PublicKey(self.key.public_key())

    def sign(self, content: bytes) -> bytes:
        return self.key.sign(content)


def parse_public_keys(text: str) -> list[PublicKey]:
    """As many as there are, one below the other. Raise ValueError where the text holds something else."""
    if rest := PUBLIC.sub("", text).strip():
        raise ValueError(f"This is no public key as PEM: “{rest[:40]}”.")
    return [PublicKey.parse(found) for found in PUBLIC.findall(text)]


def signing_key() -> SigningKey | None:
    """The hospital's; where development has none, one that is made once. None: nothing is signed."""
    if settings.RECORD_KEY:
        return SigningKey.parse(settings.RECORD_KEY)
    folder: Path | None = settings.RECORD_KEY_FOLDER
    return SigningKey.parse(kept_in(folder)) if folder else None


def kept_in(folder: Path) -> str:
    """Of two processes that make one at the same time, both take the first."""
    file = folder / MADE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        written = folder / f"{MADE}.{os.getpid()}"
        written.touch(mode=0o600)
        written.write_bytes(made_key())
        try:
            os.link(written, file)
        except FileExistsError:
            pass
        finally:
            written.unlink()
    return file.read_text()


def made_key() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def known_keys() -> dict[str, PublicKey]:
    """By id: the one that signs now first, then those that did before."""
    return {key.id: key for key in all_keys()}


def all_keys() -> Iterator[PublicKey]:
    if now := signing_key():
        yield now.public
    yield from parse_public_keys(settings.RECORD_OLD_KEYS)
