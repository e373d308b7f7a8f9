"""One app for both: plain JSON, and CDS Hooks."""

from starlette.applications import Starlette

from nextsteps.cdshooks.app import create_app
from nextsteps.rulebook import Rulebook
from nextsteps.service.api import create_api
from nextsteps.service.hooks import patient_view, situation_view


def create_service(rulebook: Rulebook | None = None) -> Starlette:
    """
    Return an ASGI app with the calls of `create_api`, and both hooks.

    It asks nobody who they are; to verify tokens or keep feedback, give `patient_view()` and
    `situation_view()` to `nextsteps.cdshooks.app.create_app`.
    """
    app = create_app([patient_view(rulebook), situation_view(rulebook)])
    app.router.routes.extend(create_api(rulebook).routes)
    return app
