"""
Who calls: the JSON web token of a CDS client, verified. Needs the extra `service`.

A verifier knows its issuers beforehand; nothing that stands in a token is ever fetched.
Tokens are signed with ES384 or RS384, name one audience (the exact URL called), are short-lived
and are taken once.

>>> verifier = TokenVerifier([Issuer("https://ehr.example.org", keys={"keys": []})])
>>> try:
...     verifier.verify("Bearer abc", audience="https://cds.example.org/cds-services")
... except TokenError as refused:
...     print(refused.reason.value)
malformed
"""

from nextsteps.cdshooks.tokens.keys import FetchedKeys, KeySet
from nextsteps.cdshooks.tokens.refusal import Refusal, TokenError
from nextsteps.cdshooks.tokens.replay import ReplayStore
from nextsteps.cdshooks.tokens.verify import Caller, Issuer, TokenVerifier

__all__ = [
    "Caller",
    "FetchedKeys",
    "Issuer",
    "KeySet",
    "Refusal",
    "ReplayStore",
    "TokenError",
    "TokenVerifier",
]
