"""Ed25519 signatures of a record's manifest. Optional: it needs the package `cryptography`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from appraisal.errors import AppraisalError

Key = Any  # an Ed25519PrivateKey; the package is imported only where a key is used
_MISSING = "Signing needs the package cryptography. Install it with: pip install cryptography"


def new_key(path: Path) -> str:
    """Make a signing key in a new file that only its owner can read; return its public half.

    Raises
    ------
    AppraisalError
        If the file is there already: a lost key cannot be had back, so none is overwritten.
    """
    ed25519, serialization = _cryptography()
    key = ed25519.Ed25519PrivateKey.generate()
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(text)
    except OSError as error:
        raise AppraisalError(f"{path}: the key was not written ({error.strerror}).") from None
    return public_half(key)


def read_key(path: Path) -> Key:
    """Return the signing key in a file; AppraisalError if there is none."""
    ed25519, serialization = _cryptography()
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise AppraisalError(f"{path}: no signing key can be read from it ({error}).") from None
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise AppraisalError(f"{path}: this is another kind of key. Right would be Ed25519.")
    return key


def public_half(key: Key) -> str:
    """Return the public half of a key as 64 hexadecimal digits."""
    return str(key.public_key().public_bytes_raw().hex())


def signed(manifest: bytes, key: Key) -> dict[str, str]:
    """Return the signature of a manifest."""
    return {
        "algorithm": "Ed25519",
        "public_key": public_half(key),
        "signature": key.sign(manifest).hex(),
    }


def signature_fault(manifest: bytes, signature: bytes) -> tuple[str, str | None]:
    """Return what is wrong with a signature, or nothing, and the public key it was made with."""
    ed25519, _ = _cryptography()
    from cryptography.exceptions import InvalidSignature

    try:
        fields = json.loads(signature)
        public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(fields["public_key"]))
        public.verify(bytes.fromhex(fields["signature"]), manifest)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return "the signature is not that of this manifest.", None
    return "", str(fields["public_key"])


def _cryptography() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise AppraisalError(_MISSING) from None
    return ed25519, serialization
