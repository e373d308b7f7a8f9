"""
The rulebook as a web service that speaks plain JSON. Needs the extra `service`.

>>> from nextsteps.service import create_api
>>> app = create_api()

`nextsteps serve` serves it on the loopback interface; any ASGI server takes `app`.
Nothing is kept between two calls, and no log line holds what a call says.
"""

from nextsteps.service.api import create_api

__all__ = ["create_api"]
