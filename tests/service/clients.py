"""A client of an app in the same process."""

import warnings

with warnings.catch_warnings():
    # The test client warns that its HTTP library has a successor: not this project's business.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
