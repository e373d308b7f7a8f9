"""Verify one token: first who signed it, then what it claims, last that it is new."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
from jwt.exceptions import PyJWTError

from nextsteps.cdshooks.tokens.keys import JwkSet, KeySet, PublicKey
from nextsteps.cdshooks.tokens.refusal import Refusal, TokenError
from nextsteps.cdshooks.tokens.replay import ReplayStore

ALGORITHMS = ("ES384", "RS384")
_MAX_TOKEN = 8192
_MAX_CLAIM = 512
_LAST_TIME = 1e11
_SIGNATURE_ONLY: Any = {
    "verify_signature": True, "verify_exp": False, "verify_nbf": False, "verify_iat": False,
    "verify_aud": False, "verify_iss": False, "verify_sub": False, "verify_jti": False,
}  # fmt: skip


class Keys(Protocol):
    """Where the keys of an issuer are found."""

    def find(self, kid: str) -> tuple[str, PublicKey] | None:
        """Return the algorithm and the key called *kid*, or None."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """
    A client that is trusted: its `iss`, its keys, and the `jku` URLs that it may name.

    Keys are a JWK set as a mapping, a `KeySet`, or `FetchedKeys(url)`.
    """

    iss: str
    keys: JwkSet | Keys
    jku: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed a token; `tenant` is the organisation, where the client names one."""

    issuer: str
    tenant: str | None


class TokenVerifier:
    """
    Verifies the tokens of the *issuers*.

    *leeway* allows for clocks that differ, and *max_lifetime* is the longest time from `iat` to
    `exp`; both in seconds. *now* gives the time in seconds since 1970.
    """

    def __init__(
        self,
        issuers: Iterable[Issuer],
        *,
        leeway: float = 5,
        max_lifetime: float = 3600,
        replays: ReplayStore | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._issuers = {issuer.iss: issuer for issuer in issuers}
        self._keys: dict[str, Keys] = {
            iss: KeySet(issuer.keys) if isinstance(issuer.keys, Mapping) else issuer.keys
            for iss, issuer in self._issuers.items()
        }
        self._leeway, self._max_lifetime, self._now = leeway, max_lifetime, now
        self._replays = replays or ReplayStore()

    def verify(self, authorization: str | None, audience: str) -> Caller:
        """
        Return who calls, from the value of the header `Authorization`.

        *audience* is the URL that is called. Raises TokenError.
        """
        token = _bearer(authorization)
        claims = self._signed(token)
        issuer = claims["iss"]
        self._in_time(claims)
        if claims["aud"] not in (audience, [audience]):
            raise TokenError(Refusal.AUDIENCE)
        until = claims["exp"] + self._leeway
        if not self._replays.is_new(issuer, claims["jti"], until=until, now=self._now()):
            raise TokenError(Refusal.REPLAYED)
        tenant = claims.get("tenant")
        return Caller(issuer, tenant if isinstance(tenant, str) else None)

    def _signed(self, token: str) -> dict[str, Any]:
        """Return the claims, once a key of the issuer is known to have signed them."""
        header, claimed = _unverified(token)
        if header.get("alg") not in ALGORITHMS:
            raise TokenError(Refusal.ALGORITHM)
        issuer = self._issuers.get(claimed["iss"]) if isinstance(claimed.get("iss"), str) else None
        if issuer is None or ("jku" in header and header["jku"] not in tuple(issuer.jku)):
            raise TokenError(Refusal.ISSUER)
        kid = header.get("kid")
        found = self._keys[issuer.iss].find(kid) if isinstance(kid, str) else None
        if found is None or found[0] != header["alg"]:
            raise TokenError(Refusal.KEY)
        try:
            jwt.decode(token, found[1], algorithms=[found[0]], options=_SIGNATURE_ONLY)
        except PyJWTError:
            raise TokenError(Refusal.SIGNATURE) from None
        _have_shape(claimed)
        return claimed

    def _in_time(self, claims: Mapping[str, Any]) -> None:
        now, issued, expires = self._now(), claims["iat"], claims["exp"]
        if now >= expires + self._leeway:
            raise TokenError(Refusal.EXPIRED)
        if issued > now + self._leeway or claims.get("nbf", issued) > now + self._leeway:
            raise TokenError(Refusal.TOO_EARLY)
        if expires - issued > self._max_lifetime + self._leeway:
            raise TokenError(Refusal.TOO_LONG)


def _bearer(authorization: str | None) -> str:
    if not authorization:
        raise TokenError(Refusal.MISSING)
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenError(Refusal.MISSING)
    if len(token) > _MAX_TOKEN:
        raise TokenError(Refusal.MALFORMED)
    return token.strip()


def _unverified(token: str) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Return header and claims as they stand; with `crit`, more is asked than is known here."""
    try:
        parts = jwt.decode_complete(token, options={"verify_signature": False})
    except (PyJWTError, ValueError, RecursionError):
        raise TokenError(Refusal.MALFORMED) from None
    header = parts["header"]
    kind = header.get("typ")
    if not isinstance(kind, str) or kind.upper() != "JWT" or {"crit", "b64", "zip"} & header.keys():
        raise TokenError(Refusal.MALFORMED)
    return header, parts["payload"]


def _have_shape(claims: Mapping[str, Any]) -> None:
    jti = claims.get("jti")
    times = [claims.get("exp"), claims.get("iat"), *([claims["nbf"]] if "nbf" in claims else [])]
    has_name = isinstance(jti, str) and 0 < len(jti) <= _MAX_CLAIM and jti.isprintable()
    if not (has_name and all(map(_is_time, times)) and "aud" in claims):
        raise TokenError(Refusal.CLAIMS)


def _is_time(value: Any) -> bool:
    """Seconds since 1970; JSON as Python reads it also has NaN, infinity and endless integers."""
    return isinstance(value, int | float) and value is not True and 0 < value < _LAST_TIME
