"""Why a token is refused: one word for the log, one sentence for the caller."""

from enum import Enum


class Refusal(Enum):
    """What was found wrong."""

    MISSING = "missing"
    MALFORMED = "malformed"
    ALGORITHM = "algorithm"
    ISSUER = "issuer"
    KEY = "key"
    SIGNATURE = "signature"
    CLAIMS = "claims"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    TOO_EARLY = "too-early"
    TOO_LONG = "too-long"
    REPLAYED = "replayed"


_NOT_KNOWN = "the token is not signed by a client that this service knows"
_SAID = {
    Refusal.MISSING: "send a signed JSON web token as `Authorization: Bearer ...`",
    Refusal.MALFORMED: "this is not a JSON web token",
    Refusal.ALGORITHM: "the token has to be signed with ES384 or RS384",
    Refusal.ISSUER: _NOT_KNOWN,
    Refusal.KEY: _NOT_KNOWN,
    Refusal.SIGNATURE: _NOT_KNOWN,
    Refusal.CLAIMS: "the token needs iss, aud, exp, iat and jti",
    Refusal.AUDIENCE: "the audience has to be the URL that is called, and no other",
    Refusal.EXPIRED: "the token has expired",
    Refusal.TOO_EARLY: "the token was issued in the future",
    Refusal.TOO_LONG: "the token is valid for too long",
    Refusal.REPLAYED: "the token was used before",
}


class TokenError(Exception):
    """
    A token is not accepted.

    `reason` is for the log. The message is for the caller: who holds no known key learns
    nothing from it of which issuers and keys there are.
    """

    def __init__(self, reason: Refusal) -> None:
        self.reason = reason
        super().__init__(_SAID[reason])
