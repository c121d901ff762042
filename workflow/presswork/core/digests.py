"""Digests of files, bytes and values, 64-bit hashes of texts, and random seeds."""

import hashlib
import json
from pathlib import Path
from typing import Any


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as 64 hex digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def digest_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes as 64 hex digits."""
    return digest_bytes(text.encode("utf-8"))


def hash_text(text: str) -> int:
    """Return the first 64 bits of the BLAKE2b digest of a text; it may hold lone surrogates."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def digest_value(value: Any) -> str:
    """Return the SHA-256 of a JSON value, independent of the order of its keys."""
    return digest_text(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def derive_seed(*parts: str | int) -> int:
    """Return a seed below 2**32 that depends on the parts alone, such as ("topics", k, replicate)."""
    return int(digest_value(list(parts))[:8], 16)
