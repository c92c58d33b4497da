"""Codes that people read out and type, and secrets that only browsers see."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: 5 bits a character
CODE = 8  # characters of a join code: 40 bits
KEY = 10  # more characters in the link of a QR code: 50 bits
SEAT_CODE = 10  # characters of a seat code: 50 bits
TOKEN_BYTES = 32  # 256 bits

_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SPOKEN = {
    "A": "Alfa", "B": "Bravo", "C": "Charlie", "D": "Delta", "E": "Echo", "F": "Foxtrot",
    "G": "Golf", "H": "Hotel", "J": "Juliett", "K": "Kilo", "M": "Mike", "N": "November",
    "P": "Papa", "Q": "Quebec", "R": "Romeo", "S": "Sierra", "T": "Tango", "V": "Victor",
    "W": "Whiskey", "X": "X-ray", "Y": "Yankee", "Z": "Zulu", "0": "zero", "1": "one",
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "8": "eight", "9": "nine",
}  # fmt: skip
# scrypt as OWASP's password storage sheet has it for little memory: about 16 MB and 50 ms a try.
SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def new_code(characters: int) -> str:
    """Return a code from the system's secure generator, 5 bits a character."""
    return "".join(secrets.choice(ALPHABET) for _ in range(characters))


def tidy(text: str) -> str | None:
    """Return a code as it is kept, from what a person typed; None if it can be no code.

    Spaces, hyphens and small letters do not matter, nor O for 0, nor I or L for 1.
    """
    wide = unicodedata.normalize("NFKC", text[:80]).upper()
    bare = "".join(letter for letter in wide if letter.isalnum()).translate(_LOOKS_LIKE)
    return bare if bare and all(letter in ALPHABET for letter in bare) else None


def shown(code: str) -> str:
    """Return a code in groups that the eye can hold: ``7K3M-9QXD``."""
    size = 4 if len(code) % 4 == 0 else 5
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def spoken(code: str) -> str:
    """Return a code as it is read out: ``seven, Kilo, three, Mike, ...``."""
    return ", ".join(_SPOKEN[letter] for letter in code)


def new_token() -> str:
    """Return a new secret of 256 bits for a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is kept of a token: enough to know it again, useless to who steals it."""
    return hashlib.sha256(token.encode()).hexdigest()


def seat_code_hash(code: str, salt: str) -> str:
    """Return what is kept of a seat code: slow to try, and different in every workshop."""
    return hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), **SCRYPT).hex()
