"""A CDS client with a key of its own: it signs tokens as health records do."""

import json
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISS = "https://ehr.example.org"
BASE = "https://cds.example.org"
NOW = 1_800_000_000


@cache
def ec_key(name: str = "first") -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP384R1())


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def jwk(private: Any, kid: str, **more: Any) -> dict[str, Any]:
    """The public half of a key as a JWK."""
    kind = RSAAlgorithm if isinstance(private, rsa.RSAPrivateKey) else ECAlgorithm
    return {**json.loads(kind.to_jwk(private.public_key())), "kid": kid, "use": "sig", **more}


def jwks(*keys: dict[str, Any]) -> dict[str, Any]:
    return {"keys": list(keys) or [jwk(ec_key(), "k1"), jwk(rsa_key(), "k2")]}


def token(
    path: str = "/cds-services",
    *,
    key: Any = None,
    alg: str = "ES384",
    header: dict[str, Any] | None = None,
    **claims: Any,
) -> str:
    """The header `Authorization` of a call; a claim that is None is left out."""
    said = {"iss": ISS, "aud": BASE + path, "iat": NOW, "exp": NOW + 300, "jti": "one", **claims}
    kept = {name: value for name, value in said.items() if value is not None}
    named = {"kid": "k1", "typ": "JWT", **(header or {})}
    head = {name: value for name, value in named.items() if value is not None}
    return "Bearer " + jwt.encode(kept, key or ec_key(), algorithm=alg, headers=head)
