"""Questionnaires in FHIR R4: totals, single items and whole responses, each day's together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nextsteps.fhir import codes
from nextsteps.fhir.codes import codings, each
from nextsteps.measures import Measure
from nextsteps.measures.scoring import problems_of_items, problems_of_score

_HIGHEST = 10_000
"""No score is higher."""
_VALID = frozenset(("final", "amended", "corrected", "completed"))


@dataclass(slots=True)
class Scores:
    """The scores of one patient: totals and items, by measure and day."""

    measures: Mapping[str, Measure]
    today: date
    left_out: list[str] = field(default_factory=list)
    totals: dict[tuple[str, date], int] = field(default_factory=dict)
    items: dict[tuple[str, date], dict[int, int]] = field(default_factory=dict)

    def observation(self, observation: Mapping[str, Any]) -> None:
        """Take over a total or an item."""
        concept = observation.get("code")
        pairs = codings(concept)
        known = [code for system, code in pairs if system == codes.LOINC]
        totals = (one for one in self.measures.values() if codes.total_code(one) in pairs)
        total = next(totals, None)
        items = {code: place for code in known if (place := codes.item_of(code)) is not None}
        panel = next((one for one in self.measures.values() if _panel(one) in known), None)
        if total is None and not items:
            says = f"{panel.title}: the code is the panel's, not the score's" if panel else None
            self.left_out.append(says or "observations without a known LOINC code of a score")
            return
        title = total.title if total else next(iter(items.values()))[0]
        day, points = self._day(observation, "effectiveDateTime", title), _points(observation)
        if day is None:
            return
        if points is None:
            self.left_out.append(f"{title} of {day}: it has no whole number as its value")
        elif total is not None:
            self._total(total, day, points)
        for measure, item in items.values():
            if points is not None:
                self._items(measure, day, {item: points})

    def response(self, response: Mapping[str, Any]) -> None:
        """Take over a filled-in questionnaire whose link ids name items: our own, or by LOINC."""
        found: dict[str, dict[int, int]] = {}
        for item in _items(response):
            answers = item.get("answer")
            place = self._place(str(item.get("linkId")))
            if place is None or not isinstance(answers, list) or len(answers) != 1:
                continue
            measure, number = place
            points = _points(answers[0]) if isinstance(answers[0], Mapping) else None
            if points is not None:
                found.setdefault(measure, {})[number] = points
        if not found:
            self.left_out.append("QuestionnaireResponse: no link id is of a known item")
        for measure, items in found.items():
            day = self._day(response, "authored", measure)
            if day is not None:
                self._items(measure, day, items)

    def _place(self, link: str) -> tuple[str, int] | None:
        """The measure and item that a link id names."""
        name, _, number = link.rpartition("/")
        if name in self.measures and number.isascii() and number.isdigit() and len(number) < 4:
            return name, int(number)
        return codes.item_of(link)

    def _day(self, resource: Mapping[str, Any], name: str, title: str) -> date | None:
        if str(resource.get("status")) not in _VALID:
            self.left_out.append(f"{title}: it is not final")
            return None
        try:
            day = date.fromisoformat(str(resource.get(name))[:10])
        except ValueError:
            self.left_out.append(f"{title}: it has no full date")
            return None
        if day > self.today:
            self.left_out.append(f"{title} of {day}: that day has not come yet")
            return None
        return day

    def _total(self, measure: Measure, day: date, points: int) -> None:
        problems = [one.message for one in problems_of_score(measure, None, points)]
        if problems:
            self.left_out += problems
            return
        key = (measure.id, day)
        before = self.totals.get(key, points)
        if before != points:
            self.left_out.append(f"{measure.title} of {day}: two totals, and the worse one counts")
        self.totals[key] = max(before, points, key=measure.burden)

    def _items(self, measure: str, day: date, items: Mapping[int, int]) -> None:
        if measure not in self.measures:
            return
        problems = [one.message for one in problems_of_items(self.measures[measure], items)]
        if problems:
            self.left_out += problems
            return
        kept = self.items.setdefault((measure, day), {})
        for item, points in items.items():
            if kept.get(item, points) != points:
                self.left_out.append(f"{measure} of {day}: two answers, and the higher one counts")
            kept[item] = max(points, kept.get(item, points))

    def filled(self) -> list[dict[str, Any]]:
        """Return each measure of each day as the situation takes it, the oldest first."""
        keys = sorted({*self.totals, *self.items}, key=lambda key: (key[1], key[0]))
        return [
            {"measure": name, "date": day.isoformat(), **self._filled(name, day)}
            for name, day in keys
        ]

    def _filled(self, name: str, day: date) -> dict[str, Any]:
        total, items = self.totals.get((name, day)), self.items.get((name, day), {})
        count = self.measures[name].items.count
        said = {} if total is None else {"total": total}
        if len(items) < count:
            return {**said, "item": items} if items else said
        answers = [items[item] for item in range(1, count + 1)]
        if total is not None and list(problems_of_score(self.measures[name], answers, total)):
            self.left_out.append(
                f"{name} of {day}: the total of {total} is not the sum of the answers, which count"
            )
            said = {}
        return {**said, "answers": answers}


def _panel(measure: Measure) -> str | None:
    return measure.loinc.panel if measure.loinc else None


def _items(resource: Mapping[str, Any], *, below: int = 6) -> Iterator[Mapping[str, Any]]:
    for item in each(resource, "item") if below else []:
        yield item
        yield from _items(item, below=below - 1)


def _points(value: Mapping[str, Any]) -> int | None:
    """The points in an Observation or an answer: a whole number, or a known answer's code."""
    quantity = value.get("valueQuantity")
    number = quantity.get("value") if isinstance(quantity, Mapping) else None
    for name in ("valueInteger", "valueDecimal"):
        number = value.get(name) if number is None else number
    if isinstance(number, int | float) and not isinstance(number, bool):
        if abs(number) > _HIGHEST:
            return None
        return int(number) if float(number).is_integer() else None
    pairs = codings(value.get("valueCodeableConcept")) + codings(
        {"coding": [value.get("valueCoding")]}
    )
    found = (codes.points_of(*pair) for pair in pairs)
    return next((points for points in found if points is not None), None)
