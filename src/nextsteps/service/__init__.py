"""
The rulebook as a web service: plain JSON, and CDS Hooks. Needs the extra `service`.

>>> from nextsteps.service import create_api
>>> app = create_api()

`create_service` serves CDS Hooks beside it, with cards for clinicians from a patient's record;
`nextsteps serve` runs that on the loopback interface, and any ASGI server takes either app.
Nothing is kept between two calls, and no log line holds what a call says.
"""

from nextsteps.service.api import create_api
from nextsteps.service.both import create_service
from nextsteps.service.hooks import patient_view, situation_view

__all__ = ["create_api", "create_service", "patient_view", "situation_view"]
