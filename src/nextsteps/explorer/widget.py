"""The explorer in a notebook: JupyterLab, VS Code, marimo; needs the extra `explore`."""

from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from nextsteps.explorer.form import form_of
from nextsteps.explorer.front import as_one_module, styles
from nextsteps.explorer.respond import respond
from nextsteps.plan import Plan
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.situation.stated import stated


class Explorer(anywidget.AnyWidget):
    """
    A situation to change by hand, and its plan as it changes; the last expression of a cell.

    What is changed there can be read here, and what is set here is shown there. In marimo,
    `mo.ui.anywidget(Explorer())` runs the cells that read it whenever something changes.

    Args:
        rulebook: The rulebook; None is the shipped one.
        situation: What is known to begin with.
        folder: Where the rulebook was loaded from, for the code that is copied.

    Raises:
        pydantic.ValidationError: An unknown fact, a wrong type or range.

    >>> explorer = Explorer(situation={"no_progress": True})
    >>> explorer.situation = explorer.situation.with_facts(in_therapy=True)
    >>> explorer.plan.actions[0].id
    'talk-to-therapist'
    """

    _esm = as_one_module()
    _css = styles()
    form = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        situation: Situation | Mapping[str, Any] | None = None,
        *,
        folder: str | None = None,
    ) -> None:
        self._rulebook = Rulebook.default() if rulebook is None else rulebook
        self._folder = folder
        super().__init__(form=form_of(self._rulebook), values=self._stated(situation or {}))
        self.on_msg(self._answer)

    @property
    def situation(self) -> Situation:
        """What is known by now."""
        return self._rulebook.situation.model_validate(self.values)

    @situation.setter
    def situation(self, situation: Situation | Mapping[str, Any]) -> None:
        self.values = self._stated(situation)

    @property
    def plan(self) -> Plan:
        """The plan by now."""
        return self._rulebook.recommend(self.situation)

    def _stated(self, situation: Situation | Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(situation, Situation):
            situation = self._rulebook.situation.model_validate(situation)
        return stated(situation)

    def _answer(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        """Answer a request of the page, under its number."""
        answer = respond(self._rulebook, message["request"], folder=self._folder)
        self.send({"number": message["number"], "answer": answer})
