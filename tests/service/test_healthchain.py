"""A client that others wrote, over HTTP: HealthChain's simulated health record."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from nextsteps.cdshooks import check_response
from tests.service.outside import absent
from tests.service.records import CALL, RECORD, bundle, score
from tests.service.served import serving

pytestmark = pytest.mark.clients

SCRIPT = Path(__file__).with_name("healthchain_client.py")
PATH = "/cds-services/next-steps"


@pytest.fixture(scope="module")
def python():
    """The interpreter of the script's own environment."""
    program = shutil.which("uv")
    if program is None:
        absent("uv")
    found = subprocess.run(
        [program, "python", "find", "--script", SCRIPT], capture_output=True, text=True
    )
    ran = subprocess.run([found.stdout.strip(), "-c", "import healthchain"], capture_output=True)
    if ran.returncode:
        absent(f"HealthChain (`uv sync --script tests/service/{SCRIPT.name}`)")
    return found.stdout.strip()


@pytest.fixture(scope="module")
def address():
    """Where the service listens, with the shipped rules."""
    with serving() as served:
        yield served.address + PATH


@pytest.fixture
def cards(python, address):
    """What HealthChain gets back."""

    def got(*records):
        ran = subprocess.run(
            [python, SCRIPT, address, *records], capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)["cards"]

    return got


def days_ago(days):
    """A day as the record has it."""
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


def test_thoughts_of_death_on_record_come_back_as_the_card_that_plain_http_gives(
    cards, address, tmp_path
):
    """
    The ninth item of the PHQ-9 as high as it goes: help now comes first.
    """
    scores = bundle(score("44261-6", 22, days_ago(3)), score("44260-8", 3, days_ago(3)))
    record = {key: part for key, part in RECORD.items() if part is not None} | {"scores": scores}
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")

    found = cards(tmp_path / "record.json")
    [suggestion] = found[0]["suggestions"]
    patient = suggestion["actions"][0]["resource"]["for"]["reference"]
    context = CALL["context"] | {"patientId": patient.removeprefix("Patient/")}  # its own invention
    call = CALL | {"prefetch": record, "context": context}
    plain = httpx.post(address, json=call, timeout=60).json()

    assert plain["cards"] == found
    assert "critical" == found[0]["indicator"]
    assert "crisis-help-now" == found[0]["source"]["topic"]["code"]


def test_a_record_that_healthchain_makes_up_gets_cards(cards):
    """Valid ones, of which the last says what could not be used."""
    found = cards()

    assert () == check_response({"cards": found})
    assert "could not be used" in found[-1]["summary"]
