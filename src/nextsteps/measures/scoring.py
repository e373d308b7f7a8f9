"""Answers or a total into a score with its band; whatever does not fit is an error."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nextsteps.errors import MeasureError, Problem, suggestion
from nextsteps.measures.definition import Band, Measure, Norms


@dataclass(frozen=True, slots=True)
class Score:
    """
    A total in points, and what the norms say of it.

    `prorated` counts the missing answers that the mean of the others stood in for;
    `positive_parts` names the parts of the measure at or above their own cut-off.
    """

    measure: str
    total: int
    norms: str
    band: Band | None
    is_case: bool | None
    prorated: int = 0
    positive_parts: tuple[str, ...] = ()


def find_measure(measures: Mapping[str, Measure], name: str) -> Measure:
    """
    Return the measure *name*; capitals, spaces and hyphens do not matter.

    Raises:
        MeasureError: There is none (M701); close names are suggested.

    >>> import nextsteps as ns
    >>> find_measure(ns.Rulebook.default().measures, "PHQ9").id
    'phq-9'
    """
    close = name if name in measures else _called(measures, name)
    if close is None:
        raise MeasureError(unknown_measure(measures, name))
    return measures[close]


def unknown_measure(measures: Mapping[str, Measure], name: str) -> Problem:
    """Return the problem that no measure is called *name*."""
    message = f"unknown measure `{name[:80]}`"
    if not measures:
        return Problem("M701", f"{message}: the rulebook has no measures")
    close = _called(measures, name)
    help_text = f"did you mean `{close}`?" if close else suggestion(name, measures)
    return Problem("M701", message, help=help_text or "one of " + ", ".join(measures))


def _called(measures: Mapping[str, Measure], name: str) -> str | None:
    """The id that is *name* but for capitals, spaces and hyphens."""
    plain = {one.replace("-", ""): one for one in measures}
    return plain.get(name.lower().replace("-", "").replace(" ", "").replace("_", ""))


def score(
    measure: Measure,
    *,
    answers: Sequence[int | None] | None = None,
    total: int | None = None,
    norms: str | None = None,
    prorate: bool = False,
) -> Score:
    """
    Return the score of *answers*, or of a *total*.

    Args:
        measure: The questionnaire.
        answers: The points of every item in order, as the form prints them (so items that
            are scored in reverse are reversed already); None for a missing answer.
        total: The total in points, where the answers are not at hand; with both, they must agree.
        norms: Which of the measure's norms to read it by; the first when None.
        prorate: Let the mean of the given answers stand in for missing ones, rounded half
            up, where the measure's source allows it.

    Raises:
        MeasureError: Listing every problem: wrong number of answers (M702), out of range
            (M703), missing (M704), total and answers differ (M705), unknown norms (M709).

    >>> import nextsteps as ns
    >>> phq = ns.Rulebook.default().measures["phq-9"]
    >>> found = score(phq, answers=[1, 2, 0, 3, 1, 1, 2, 0, 0])
    >>> found.total, found.band.name, found.is_case
    (10, 'moderate', True)
    """
    problems = list(problems_of_score(measure, answers, total, norms, prorate=prorate))
    if problems:
        raise MeasureError(problems)
    read_by = measure.norms_called(norms)
    assert read_by is not None
    missing = 0 if answers is None else sum(answer is None for answer in answers)
    points = total if answers is None else _sum(measure, answers)
    assert points is not None
    return Score(
        measure=measure.id,
        total=points,
        norms=read_by.id,
        band=band_of(read_by, points),
        is_case=is_case(measure, read_by, points),
        prorated=missing,
        positive_parts=tuple(_positive_parts(measure, answers or ())),
    )


def band_of(norms: Norms, total: int) -> Band | None:
    """
    Return the band in which *total* (points) lies; None where the norms have no bands.

    >>> import nextsteps as ns
    >>> norms = ns.Rulebook.default().measures["phq-9"].norms_called()
    >>> band_of(norms, 14).name, band_of(norms, 15).name
    ('moderate', 'moderately severe')
    """
    return next((band for band in norms.bands if band.low <= total <= band.high), None)


def is_case(measure: Measure, norms: Norms, total: int) -> bool | None:
    """
    Return whether *total* (points) counts by the norms' cut-off; None where there is none.

    >>> import nextsteps as ns
    >>> who = ns.Rulebook.default().measures["who-5"]
    >>> is_case(who, who.norms_called(), 48), is_case(who, who.norms_called(), 52)
    (True, False)
    """
    if norms.caseness is None:
        return None
    return measure.burden(total) >= measure.burden(norms.caseness)


def problems_of_score(
    measure: Measure,
    answers: Sequence[int | None] | None,
    total: int | None,
    norms: str | None = None,
    *,
    prorate: bool = False,
    where: str = "",
) -> Iterator[Problem]:
    """
    Yield what is wrong with a score, in the user's words.

    Args:
        measure: The questionnaire.
        answers: As for `score`.
        total: As for `score`.
        norms: As for `score`.
        prorate: As for `score`.
        where: What the messages put behind the title, such as ", week 4".
    """
    title = f"{measure.title}{where}"
    if norms is not None and measure.norms_called(norms) is None:
        known = [one.id for one in measure.norms]
        help_text = suggestion(norms, known) or "one of " + ", ".join(known)
        yield Problem("M709", f"{title}: unknown norms `{norms[:80]}`", help=help_text)
    if answers is None and total is None:
        help_text = f"it has {measure.items.count} items"
        yield Problem("M702", f"{title} needs all its answers, or a total", help=help_text)
    if total is not None:
        yield from _problems_of_total(measure, total, title)
    if answers is None:
        return
    found = list(_problems_of_answers(measure, answers, title, prorate=prorate))
    yield from found
    if not found and total is not None and total != (summed := _sum(measure, answers)):
        yield Problem("M705", f"{title}: the total is {total}, but its answers add up to {summed}")


def problems_of_items(
    measure: Measure, items: Mapping[int, int | None], where: str = ""
) -> Iterator[Problem]:
    """Yield what is wrong with single answers, by the number of their item from 1."""
    for item, points in sorted(items.items()):
        title = f"{measure.title}{where}, item {item}"
        if not 1 <= item <= measure.items.count:
            help_text = f"its items are 1 to {measure.items.count}"
            yield Problem("M703", f"{title}: there is no such item", help=help_text)
        elif points is not None and points not in (allowed := measure.items.allowed(item)):
            help_text = f"answers are {_spelled(allowed)} points"
            yield Problem("M703", f"{title}: the answer is {points}", help=help_text)


def _problems_of_total(measure: Measure, total: int, title: str) -> Iterator[Problem]:
    if not measure.low <= total <= measure.high:
        help_text = f"totals run from {measure.low} to {measure.high}"
        yield Problem("M703", f"{title}: the total is {total}", help=help_text)
    elif total % measure.factor:
        help_text = f"a total is the sum of the answers times {measure.factor}"
        yield Problem("M703", f"{title}: no answers give the total {total}", help=help_text)


def _problems_of_answers(
    measure: Measure, answers: Sequence[int | None], title: str, *, prorate: bool
) -> Iterator[Problem]:
    count = measure.items.count
    if len(answers) != count:
        given = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
        verb = "is" if len(answers) == 1 else "are"
        help_text = "write a missing answer as null (`x` on the command line)"
        yield Problem(
            "M702", f"{title} has {count} items, and there {verb} {given}", help=help_text
        )
        return
    yield from problems_of_items(
        measure, dict(enumerate(answers, start=1)), title[len(measure.title) :]
    )
    missing = sum(answer is None for answer in answers)
    if not missing:
        return
    message = f"{title}: {missing} of {count} answers {'is' if missing == 1 else 'are'} missing"
    if measure.prorating is None:
        help_text = "no source that we know allows to make up for missing answers here"
        yield Problem("M704", message, help=help_text)
    elif missing > measure.prorating.most_missing:
        help_text = f"at most {measure.prorating.most_missing} may be missing"
        yield Problem("M704", message, help=help_text)
    elif not prorate:
        help_text = "`prorate` lets the mean of the others stand in"
        yield Problem("M704", message, help=help_text)


def _sum(measure: Measure, answers: Sequence[int | None]) -> int:
    """The total; for missing answers the mean of the others, the total rounded half up."""
    given = [answer for answer in answers if answer is not None]
    count = len(answers)
    return (2 * sum(given) * count * measure.factor + len(given)) // (2 * len(given))


def _positive_parts(measure: Measure, answers: Sequence[int | None]) -> Iterator[str]:
    for part in measure.parts:
        points = [answers[item - 1] for item in part.items if item <= len(answers)]
        known = [point for point in points if point is not None]
        if len(known) == len(part.items) and sum(known) >= part.caseness:
            yield part.name


def _spelled(points: tuple[int, ...]) -> str:
    if len(points) > 1 and points == tuple(range(points[0], points[-1] + 1)):
        return f"{points[0]} to {points[-1]}"
    return ", ".join(str(point) for point in points)
