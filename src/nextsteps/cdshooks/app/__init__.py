"""
A CDS Hooks server as an ASGI app. Needs the extra `service`.

>>> from nextsteps.cdshooks import Card, Source
>>> @service("hello", "patient-view", title="Hello", description="Says hello")
... def hello(request):
...     return [Card(summary="Hello", indicator="info", source=Source(label="Example"))]
>>> app = create_app([hello])

`uvicorn module:app` serves it, on the loopback interface unless told otherwise.
"""

from nextsteps.cdshooks.app.create import create_app
from nextsteps.cdshooks.app.server import Fetch
from nextsteps.cdshooks.app.service import (
    InvalidContextError,
    MissingDataError,
    Service,
    service,
)
from nextsteps.cdshooks.app.store import FeedbackStore, Kept

__all__ = [
    "FeedbackStore",
    "Fetch",
    "InvalidContextError",
    "Kept",
    "MissingDataError",
    "Service",
    "create_app",
    "service",
]
