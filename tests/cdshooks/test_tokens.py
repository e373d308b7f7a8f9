"""Only a fresh token, signed by a known client for this very URL, is accepted, and once."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps.cdshooks.tokens import (
    FetchedKeys,
    Issuer,
    KeySet,
    ReplayStore,
    TokenError,
    TokenVerifier,
)
from tests.cdshooks.clients import BASE, ISS, NOW, ec_key, jwk, jwks, rsa_key, token

URL = f"{BASE}/cds-services"
P256 = ec.generate_private_key(ec.SECP256R1())
JKU = f"{ISS}/keys"


def verifier(now=NOW, keys=None, **options):
    issuer = Issuer(ISS, keys=keys or jwks(), jku=frozenset({JKU}))
    return TokenVerifier([issuer], now=lambda: now, **options)


def refusal(authorization, now=NOW, **options):
    with pytest.raises(TokenError) as caught:
        verifier(now, **options).verify(authorization, URL)
    return caught.value.reason.value


def unsigned(alg):
    """A token without a signature."""
    parts = ({"alg": alg, "typ": "JWT", "kid": "k1"}, {"iss": ISS, "aud": URL, "jti": "1"})
    texts = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in parts]
    return "Bearer " + b".".join([*texts, b""]).decode()


@pytest.mark.parametrize(
    ("key", "alg", "kid"), [(ec_key(), "ES384", "k1"), (rsa_key(), "RS384", "k2")]
)
def test_a_right_token_says_who_calls(key, alg, kid):
    """With either of the two algorithms, and the tenant where it is named."""
    shown = token(key=key, alg=alg, header={"kid": kid, "jku": JKU}, tenant="ward")

    caller = verifier().verify(shown, URL)

    assert (ISS, "ward") == (caller.issuer, caller.tenant)


@pytest.mark.parametrize("aud", [[URL], URL])
def test_the_audience_may_be_a_list_of_one(aud):
    """As the standard allows."""
    assert verifier().verify(token(aud=aud), URL)


REFUSED = {
    "no header": (None, "missing"),
    "another scheme": ("Basic abc", "missing"),
    "no token": ("Bearer ", "missing"),
    "not a token": ("Bearer a.b.c", "malformed"),
    "an endless token": ("Bearer " + "a" * 10_000, "malformed"),
    "unsigned": (unsigned("none"), "algorithm"),
    "unsigned, spelt otherwise": (unsigned("nOnE"), "algorithm"),
    "signature cut off": (token().rpartition(".")[0] + ".", "signature"),
    "a shared secret": (token(key="k" * 48, alg="HS384"), "algorithm"),
    "a shorter curve": (token(key=P256, alg="ES256"), "algorithm"),
    "a weaker hash": (token(key=rsa_key(), alg="RS256", header={"kid": "k2"}), "algorithm"),
    "another's key": (token(key=ec_key("other")), "signature"),
    "the other kind of key": (token(key=rsa_key(), alg="RS384"), "key"),
    "an unknown key": (token(header={"kid": "k9"}), "key"),
    "no key named": (token(header={"kid": None}), "key"),
    "an unknown issuer": (token(iss="https://evil.example.org"), "issuer"),
    "no issuer": (token(iss=None), "issuer"),
    "keys at another place": (token(header={"jku": "https://evil.example.org/keys"}), "issuer"),
    "keys at no place": (token(header={"jku": ["x"]}), "issuer"),
    "another type": (token(header={"typ": "at+jwt"}), "malformed"),
    "an unknown demand": (token(header={"crit": ["exp"], "exp": 1}), "malformed"),
    "another URL": (token("/cds-services/other"), "audience"),
    "a URL that begins so": (token("/cds-services/"), "audience"),
    "two audiences": (token(aud=[URL, "https://other.example.org"]), "audience"),
    "no audience": (token(aud=None), "claims"),
    "expired": (token(exp=NOW - 6, iat=NOW - 100), "expired"),
    "no expiry": (token(exp=None), "claims"),
    "expiry as text": (token(exp=str(NOW + 9)), "claims"),
    "expiry true": (token(exp=True), "claims"),
    "endless": (token(exp=10**400), "claims"),
    "not a number": (token(exp=float("nan")), "claims"),
    "for days": (token(exp=NOW + 90_000), "too-long"),
    "of the future": (token(iat=NOW + 6), "too-early"),
    "not yet": (token(nbf=NOW + 6), "too-early"),
    "no time of issue": (token(iat=None), "claims"),
    "no name": (token(jti=None), "claims"),
    "an endless name": (token(jti="x" * 600), "claims"),
    "a name that is no text": (token(jti=["x"]), "claims"),
}  # fmt: skip


@pytest.mark.parametrize("attack", REFUSED)
def test_a_wrong_token_is_refused_for_its_reason(attack):
    """Each of the known ways to forge or misuse one."""
    shown, reason = REFUSED[attack]

    assert reason == refusal(shown)


def test_who_holds_no_key_learns_nothing():
    """An unknown issuer, an unknown key and a wrong signature read the same."""
    words = set()
    for attack in ("an unknown issuer", "an unknown key", "another's key"):
        with pytest.raises(TokenError) as caught:
            verifier().verify(REFUSED[attack][0], URL)
        words.add(str(caught.value))

    assert 1 == len(words)


@pytest.mark.parametrize("seconds", [-5, 5])
def test_clocks_may_differ_by_the_leeway(seconds):
    """A client's clock rounds and drifts."""
    assert verifier().verify(token(iat=NOW + seconds, exp=NOW + 1 + min(seconds, 0)), URL)


def test_a_token_is_taken_once(tmp_path):
    """Also by another process on the same file, and until it has expired."""
    path = tmp_path / "used.db"
    assert verifier(replays=ReplayStore(path)).verify(token(), URL)

    assert "replayed" == refusal(token(), replays=ReplayStore(path))
    assert verifier(replays=ReplayStore(path)).verify(token(jti="two"), URL)
    assert "expired" == refusal(token(), now=NOW + 400, replays=ReplayStore(path))


def test_a_token_that_is_refused_does_not_count_as_used():
    """Or anybody could use up the names of others' tokens."""
    one = verifier()
    with pytest.raises(TokenError):
        one.verify(token(key=ec_key("other")), URL)
    with pytest.raises(TokenError):
        one.verify(token("/cds-services/other"), URL)

    assert one.verify(token(), URL)


@pytest.mark.parametrize(
    "key",
    [
        {"kty": "oct", "kid": "k", "k": "c2VjcmV0"},
        jwk(P256, "k"),
        jwk(rsa_key(1024), "k"),
        jwk(ec_key(), "k", use="enc"),
        jwk(ec_key(), "k", alg="ES256"),
        {"kty": "EC", "kid": "k", "crv": "P-384", "x": "?", "y": 3},
        {"kty": "EC", "kid": "k"},
        {"kid": ["k"]},
        "k",
    ],
)
def test_a_key_that_may_not_be_used_is_not_there(key):
    """Shared secrets, other curves, short keys, keys for encryption, and broken ones."""
    assert KeySet({"keys": [key]}).find("k") is None


def test_keys_are_fetched_when_needed_and_again_when_rotated(monkeypatch):
    """Once for the first token, and for unknown names no more often than the pause allows."""
    clock, served, calls = [100.0], [jwks(jwk(ec_key(), "k1"))], []
    monkeypatch.setattr("nextsteps.cdshooks.tokens.keys.time.monotonic", lambda: clock[0])

    def read(url, timeout):
        calls.append(url)
        return json.dumps(served[0]).encode()

    keys = FetchedKeys(JKU, read=read)
    assert [] == calls
    assert keys.find("k1")
    served[0] = jwks(jwk(ec_key("second"), "k3"))
    assert keys.find("k3") is None
    clock[0] += 61
    assert keys.find("k3")
    assert 2 == len(calls)


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"keys": 3}', b'{"keys": [1]}', b" " * 300_000])
def test_keys_that_cannot_be_fetched_refuse_the_token(body):
    """Whatever stands at the URL, and when nothing does."""

    def read(url, timeout):
        return body

    assert FetchedKeys(JKU, read=read).find("k1") is None

    def fail(url, timeout):
        raise OSError

    assert FetchedKeys(JKU, read=fail).find("k1") is None


def test_keys_are_not_fetched_in_the_open():
    """Nor from a file."""
    for url in ("http://ehr.example.org/keys", "file:///etc/passwd"):
        with pytest.raises(ValueError, match="https"):
            FetchedKeys(url)


@settings(max_examples=150)
@given(st.text() | st.binary().map(lambda one: "Bearer " + one.hex()), st.integers(0, 500))
def test_garbage_is_refused_and_never_crashes(garbage, cut):
    """Any text, and any token that is cut or has something put in."""
    right = token()
    for shown in (garbage, right[:cut], right[:cut] + garbage + right[cut:]):
        if shown != right:
            refusal(shown)
