"""The library inside a browser: JSON in, JSON out, for the worker of the page."""

import json

from nextsteps.explorer.form import form_of
from nextsteps.explorer.respond import respond
from nextsteps.rulebook import Rulebook


class Answers:
    """What the worker holds: the rulebook of the page, and the answers to its requests."""

    def __init__(self, compiled: str, folder: str | None = None) -> None:
        """
        Read the rulebook.

        Args:
            compiled: The file of the compiled rulebook.
            folder: Where its YAML was read from; None is the shipped one.
        """
        with open(compiled, "rb") as file:  # noqa: PTH123  (pathlib takes long to load in a browser)
            self._rulebook = Rulebook.from_compiled(file.read())
        self._folder = folder

    def form(self) -> str:
        """Return the form."""
        return json.dumps(form_of(self._rulebook))

    def answer(self, request: str) -> str:
        """Return the answer to a request."""
        return json.dumps(respond(self._rulebook, json.loads(request), folder=self._folder))
