"""
The facts that scores show: severity, change, on or off track, and what follows from them.

Three kinds: `measured` facts say what the scores show; `implied` ones are facts that a
person could state (the trend, the severity) and stand only where nobody has; `raised` ones
are danger facts that an answer can make graver, and never milder.

INVARIANT: what is stated never changes what scores show; it can only settle how old they
are. So learning a fact never turns one of these facts over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nextsteps.measures.change import is_remission, is_response
from nextsteps.measures.course import (
    CHECKPOINT_WEEKS,
    Course,
    early_response,
    is_too_few,
    is_too_old,
    track,
    trend,
)
from nextsteps.measures.definition import Measure
from nextsteps.measures.scoring import band_of, is_case
from nextsteps.measures.series import Series, read_series, week_of
from nextsteps.situation import FactValue, Filled
from nextsteps.situation.fact import Fact

WEEKS_FACT = "weeks_in_therapy"
"""The one stated fact on which it rests what scores show: how old those told by week are."""

SELF_HARM_ITEM, _GRAVEST_ITEM = "self_harm_item", 3
_KINDS = ("symptoms", "use", "wellbeing", "functioning")
_OVERALL_SEVERITY = {"moderate": "moderate", "moderately_severe": "moderate", "severe": "severe"}
_SEVERITIES = (
    "measured_depression_severity",
    "measured_anxiety_severity",
    "measured_distress_severity",
)
_TREND = {"improved": "improving", "worse": "worsening"}


@dataclass(slots=True)
class Shown:
    """
    What scores show; `behind` names for each fact the scores that it rests on.

    `open` holds the measured facts that there is a score for, but not enough to tell.
    """

    measured: dict[str, FactValue] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    implied: dict[str, FactValue] = field(default_factory=dict)
    raised: dict[str, int] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)

    def with_facts(self, stated: Mapping[str, FactValue]) -> dict[str, FactValue]:
        """Return the facts *stated* and what the scores add; nothing stated grows milder."""
        facts = {**self.implied, **self.measured, **stated}
        for name, value in self.raised.items():
            said = stated.get(name)
            facts[name] = value if not isinstance(said, int) else max(said, value)
        return facts

    def show(self, fact: str, value: FactValue, behind: Iterable[object]) -> None:
        """Note a measured fact."""
        self.measured[fact] = value
        self.behind[fact] = "; ".join(str(course) for course in behind)

    def imply(self, fact: str, value: FactValue, behind: str) -> None:
        """Note a fact that follows, for where nobody has stated it."""
        self.implied[fact] = value
        self.behind[fact] = behind


def facts_from_scores(
    filled: Sequence[Filled],
    measures: Mapping[str, Measure],
    *,
    facts: Mapping[str, FactValue],
    vocabulary: Mapping[str, Fact],
    as_of: date | None = None,
) -> Shown:
    """
    Return what the questionnaires in *filled* show.

    Args:
        filled: The questionnaires, in any order.
        measures: Their definitions, by id.
        facts: What is stated: `weeks_in_therapy` says how old scores told by week are.
        vocabulary: The facts of the situation's model, for the order of choices.
        as_of: The day of the situation, for scores told by date.

    Raises:
        MeasureError: As for `read_series`.

    >>> import nextsteps as ns
    >>> scores = ((0, 9), (6, 17))
    >>> told = [Filled(measure="phq-9", week=week, total=total) for week, total in scores]
    >>> shown = facts_from_scores(
    ...     told,
    ...     ns.Rulebook.default().measures,
    ...     facts={},
    ...     vocabulary=ns.Situation.vocabulary().facts,
    ... )
    >>> shown.measured["measured_change"], shown.behind["measured_change"]
    ('worse', 'phq-9: 9, 17')
    """
    shown = Shown()
    series = read_series(filled, measures, as_of)
    _show_levels(series, vocabulary, shown)
    age = {one.measure.id: _is_old(one, facts, as_of) for one in series}
    courses = [
        one.course for one in series if one.course is not None and one.measure.kind != "alliance"
    ]
    main = _main(courses)
    if main is not None:
        _show_course(main, courses, shown)
        shown.show("scores_too_few", is_too_few(main), [main])
        _show_age(main, age[main.measure.id], shown)
    _show_alliance(series, shown)
    _raise_self_harm_item(series, age, shown)
    return shown


def _main(courses: Sequence[Course]) -> Course | None:
    """The course to judge by: one with a change to see, that began as a case, with most scores."""

    def key(course: Course) -> tuple[object, ...]:
        measure = course.measure
        return (
            len(course.points) < 2,
            is_case(measure, course.norms, course.first.total) is not True,
            -len(course.points),
            _KINDS.index(measure.kind),
            -measure.items.count,
            measure.id,
        )

    return min(courses, key=key, default=None)


def _is_old(series: Series, facts: Mapping[str, FactValue], as_of: date | None) -> bool | None:
    """Whether the latest score is too old; None where its age is not known."""
    now: FactValue | None = facts.get(WEEKS_FACT)
    if series.dated:
        now = None if as_of is None else week_of(as_of)
    if not isinstance(now, int | float):
        return None
    latest = series.occasions[-1].weeks if series.course is None else series.course.last.weeks
    return is_too_old(latest, float(now))


def _show_age(main: Course, is_old: bool | None, shown: Shown) -> None:
    """Only scores that are known to be fresh imply how things are now."""
    if is_old is None:
        shown.open.add("scores_too_old")
    else:
        shown.show("scores_too_old", is_old, [main])
    if is_old is False:
        _imply(main, shown)


# -- levels: what the latest score of each measure says by itself


@dataclass(frozen=True, slots=True)
class _Level:
    """A value that one measure gives a fact, with its time and rank: a higher rank is graver."""

    value: FactValue
    rank: int
    dated: bool
    weeks: float
    course: Course


def _show_levels(series: Iterable[Series], vocabulary: Mapping[str, Fact], shown: Shown) -> None:
    """Where two measures speak to one fact the latest counts; at one time the graver does."""
    levels: dict[str, list[_Level]] = {}
    for one in series:
        if one.course is not None:
            for fact, value in _levels_of(one, one.course):
                choices = vocabulary[fact].choices
                rank = choices.index(str(value)) if choices else int(value is True)
                level = _Level(value, rank, one.dated, one.course.last.weeks, one.course)
                levels.setdefault(fact, []).append(level)
    for fact, found in levels.items():
        comparable = len({level.dated for level in found}) == 1
        best = max(found, key=lambda one: (one.weeks if comparable else 0.0, one.rank))
        shown.show(fact, best.value, [best.course])


def _levels_of(series: Series, course: Course) -> Iterator[tuple[str, FactValue]]:
    measure, total = course.measure, course.last.total
    band = band_of(course.norms, total)
    if measure.severity_fact is not None and band is not None and band.value is not None:
        yield measure.severity_fact, band.value
    case = is_case(measure, course.norms, total)
    if measure.case_fact is not None and case is not None:
        yield measure.case_fact, case
    latest = series.occasions[-1]
    for part in measure.parts:
        if latest.score is not None and len(latest.items) == measure.items.count:
            yield part.case_fact, part.name in latest.score.positive_parts


# -- the course of the main measure


def _show_course(main: Course, courses: Sequence[Course], shown: Shown) -> None:
    cased = is_case(main.measure, main.norms, main.first.total)
    shown.show("measured_started_above_cutoff", cased is True, [main])
    if len(main.points) < 2:
        return
    worse = [course for course in courses if course.change == "worse"]
    better = [course for course in courses if course.change == "improved"]
    if worse:
        shown.show("measured_change", "worse", worse)
    elif better:
        shown.show("measured_change", "improved", better)
    elif main.change is not None:
        shown.show("measured_change", main.change, [main])
    shown.show("measured_weeks", main.weeks, [main])
    first, last = main.first.total, main.last.total
    response = is_response(main.measure, main.norms, first, last)
    shown.show("measured_response", response is True, [main])
    remission = is_remission(main.measure, main.norms, first, last)
    shown.show("measured_remission", remission is True, [main])
    early = early_response(main)
    if early is not None:
        shown.show("measured_early_response", "seen" if early else "not_seen", [main])
    where = track(main)
    fallen_back = [course for course in courses if course.has_worsened]
    if fallen_back:
        shown.show("measured_on_track", "off_track", fallen_back)
    elif where is not None:
        shown.show("measured_on_track", where, [main])


def _imply(main: Course, shown: Shown) -> None:
    """Facts that a person could state, told by scores that are fresh enough."""
    severities = [
        (overall, shown.behind[fact])
        for fact in _SEVERITIES
        if (overall := _OVERALL_SEVERITY.get(str(shown.measured.get(fact)))) is not None
    ]
    for overall, behind in sorted(severities):  # "moderate", then "severe": the graver stays
        shown.imply("severity", overall, behind)
    if len(main.points) < 2:
        return
    shown.imply("progress_measured", True, str(main))
    told = _trend(main, shown)
    if told is not None:
        shown.imply("symptom_trend", told, shown.behind["measured_change"])
    where = shown.measured.get("measured_on_track")
    if where in ("on_track", "off_track"):
        off_track = where == "off_track"
        shown.imply("off_track", off_track, shown.behind["measured_on_track"])


def _trend(main: Course, shown: Shown) -> str | None:
    """The trend: a reliable rise since the best score is a worsening, whatever came before."""
    change = shown.measured.get("measured_change")
    if change is None:
        return None
    if main.has_worsened:
        return "worsening"
    if change == "unchanged":
        return "flat" if main.weeks >= CHECKPOINT_WEEKS and not is_too_few(main) else None
    return _TREND[str(change)]


# -- the sessions, and the item about self-harm


def _show_alliance(series: Iterable[Series], shown: Shown) -> None:
    for one in series:
        if one.measure.kind != "alliance" or one.course is None:
            continue
        low = is_case(one.measure, one.course.norms, one.course.last.total)
        shown.show("measured_alliance_low", low is True, [one.course])
        tends = trend(one.course)
        if tends is not None:
            shown.show("measured_alliance_trend", tends, [one.course])
        if tends == "falling":
            shown.imply("alliance_dropped", True, str(one.course))


def _raise_self_harm_item(
    series: Iterable[Series], age: Mapping[str, bool | None], shown: Shown
) -> None:
    """The latest answer counts; a zero only when it is of the latest occasion, and fresh."""
    for one in series:
        risk = one.measure.risk_item
        answered = [each for each in one.occasions if risk is not None and risk.item in each.items]
        if risk is None or not answered:
            continue
        points = answered[-1].items[risk.item]
        behind = f"{one.measure.id}, item {risk.item}: {points}"
        if points > 0:
            value = min(_GRAVEST_ITEM, max(points, risk.at_least))
            if value > shown.raised.get(SELF_HARM_ITEM, 0):
                shown.raised[SELF_HARM_ITEM] = value
                shown.behind[SELF_HARM_ITEM] = behind
        elif answered[-1] is one.occasions[-1] and age[one.measure.id] is False:
            shown.implied.setdefault(SELF_HARM_ITEM, 0)
            shown.behind.setdefault(SELF_HARM_ITEM, behind)
