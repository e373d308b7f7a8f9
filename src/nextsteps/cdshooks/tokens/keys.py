"""The public keys of an issuer: a JWK set that was handed over, or is fetched on request."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from urllib.request import urlopen

from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError
from pydantic_core import from_json

MIN_RSA_BITS = 2048
_MAX_SET_BYTES = 256 * 1024

JwkSet = Mapping[str, Any]
PublicKey = EllipticCurvePublicKey | RSAPublicKey


def _public_key(jwk: Mapping[str, Any]) -> tuple[str, PublicKey] | None:
    """Return a key and the one algorithm that it may be used with; None for any other key."""
    if jwk.get("kty") not in {"EC", "RSA"} or jwk.get("use", "sig") != "sig":
        return None
    try:
        key = PyJWK.from_dict({**jwk, "alg": "ES384" if jwk["kty"] == "EC" else "RS384"}).key
    except (PyJWTError, ValueError, TypeError, KeyError):
        return None
    match key:
        case EllipticCurvePublicKey() if isinstance(key.curve, SECP384R1):
            own = "ES384"
        case RSAPublicKey() if key.key_size >= MIN_RSA_BITS:
            own = "RS384"
        case _:
            return None
    return (own, key) if jwk.get("alg", own) == own else None


class KeySet:
    """The keys of a JWK set by their `kid`; private, symmetric and weak keys are left out."""

    def __init__(self, jwks: JwkSet) -> None:
        listed = jwks.get("keys")
        found = listed if isinstance(listed, list | tuple) else ()
        self._keys = {
            jwk["kid"]: key
            for jwk in found
            if isinstance(jwk, Mapping)
            and isinstance(jwk.get("kid"), str)
            and (key := _public_key(jwk)) is not None
        }

    def find(self, kid: str) -> tuple[str, PublicKey] | None:
        """Return the algorithm and the key called *kid*, or None."""
        return self._keys.get(kid)


def _read_https(url: str, timeout: float) -> bytes:
    with urlopen(url, timeout=timeout) as answer:  # noqa: S310  (https only, see FetchedKeys)
        body: bytes = answer.read(_MAX_SET_BYTES + 1)
    return body


class FetchedKeys:
    """
    The JWK set at *url*, fetched when a key is first needed, and again for unknown keys.

    Clients rotate their keys. A set is fetched at most every *pause* seconds, so that made-up
    key names cost nothing; when it can't be fetched, the keys known so far stay in use.
    The URL is the one given here, never one from a token.
    """

    def __init__(
        self,
        url: str,
        *,
        pause: float = 60,
        timeout: float = 5,
        read: Callable[[str, float], bytes] = _read_https,
    ) -> None:
        if not url.startswith("https://"):
            raise ValueError("keys are fetched by https only")
        self._url, self._pause, self._timeout, self._read = url, pause, timeout, read
        self._known = KeySet({})
        self._next = float("-inf")
        self._lock = Lock()

    def find(self, kid: str) -> tuple[str, PublicKey] | None:
        """Return the algorithm and the key called *kid*, or None."""
        with self._lock:
            if self._known.find(kid) is None and time.monotonic() >= self._next:
                self._next = time.monotonic() + self._pause
                self._refresh()
            return self._known.find(kid)

    def _refresh(self) -> None:
        try:
            body = self._read(self._url, self._timeout)
            fetched = from_json(body) if len(body) <= _MAX_SET_BYTES else None
        except (OSError, ValueError):
            return
        if isinstance(fetched, Mapping):
            self._known = KeySet(fetched)
