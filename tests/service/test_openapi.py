"""
Calls that schemathesis makes from the OpenAPI document, right ones and wrong ones.

In the long form it also makes one for each bound of each value, and one for each method.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings

from nextsteps.service import create_api
from tests.conftest import PROFILE
from tests.service.outside import absent

try:
    import schemathesis
    from schemathesis.specs.openapi.checks import positive_data_acceptance
except ImportError:
    absent("schemathesis (`uv sync --group service-checks`)")

pytestmark = pytest.mark.clients

IS_LONG = PROFILE == "thorough"
ONLY_RULES_KNOW = {
    "P503",  # whether a plan gives a recommendation
    "S205",  # that a list of members contradicts a fact
    *(f"M{number}" for number in range(702, 710)),  # what fits a questionnaire
}
NO_SUCH_DAY = "must be a date"
"""A pattern does not know how long months are."""
config = schemathesis.Config()
config.projects.default.phases.coverage.enabled = IS_LONG
document = schemathesis.openapi.from_asgi("/openapi.json", create_api(), config=config)


@document.parametrize()
@settings(
    max_examples=150 if IS_LONG else 12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_calls_are_answered_as_the_document_says(case):
    """
    Never a fault of the service; the status, the type and the shape are among those published.

    What the document allows is refused only for what no schema can say.
    """
    answer = case.call()

    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    if answer.status_code == 422 and case.meta.generation.mode.is_positive:
        beyond = [one for one in answer.json()["errors"] if NO_SUCH_DAY not in one["cause"]]
        assert {one["code"] for one in beyond} <= ONLY_RULES_KNOW
