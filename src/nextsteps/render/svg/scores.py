"""Scores over time: a line with its dots, where nothing has changed, and the cut-offs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nextsteps.render.drawings import Mark, Scores
from nextsteps.render.svg.canvas import LINE, SMALL, WIDTH, Sketch, box, dot, path, text, width_of

LEFT, RIGHT, TOP, BOTTOM, PLOT = 30.0, 14.0, 30.0, 38.0, 170.0
MOST_LABELLED = 8
_TICK_GAP = 8.0
_LETTERS, _ROOM = 7.0, 12.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a time and a total lie on the drawing."""

    scores: Scores

    def x(self, weeks: float) -> float:
        first, last = LEFT + 12, WIDTH - RIGHT - 12
        return first + (last - first) * weeks / self.scores.marks[-1].weeks

    def y(self, total: float) -> float:
        low, high = self.scores.low, self.scores.high
        return TOP + PLOT * (high - total) / (high - low)


def draw_scores(scores: Scores) -> Sketch:
    """Return the drawing of *scores*, of which there are two or more."""
    scale = _Scale(scores)
    lines = (
        text(0, 12, scores.points or f"points ({scores.better} is better)", style="small"),
        *_steady(scale),
        *_frame(scale),
        *_cuts(scale),
        *_course(scale),
        *_ticks(scale),
    )
    return Sketch(TOP + PLOT + BOTTOM, lines)


def _frame(scale: _Scale) -> Iterator[str]:
    """The axes, with both ends of the scale."""
    bottom = TOP + PLOT
    yield path(f"M{LEFT:g} {TOP:g}V{bottom:g}H{WIDTH - RIGHT:g}", "axis")
    for total in (scale.scores.low, scale.scores.high):
        yield text(LEFT - 5, scale.y(total) + 4, str(total), style="small", anchor="end")


def _steady(scale: _Scale) -> Iterator[str]:
    if scale.scores.steady is None:
        return
    low, high = scale.scores.steady
    top, bottom = scale.y(high), scale.y(low)
    yield box(LEFT, top, WIDTH - RIGHT - LEFT, bottom - top, "steady", 0)
    label = WIDTH - RIGHT - width_of(scale.scores.steady_name, SMALL)
    yield box(label - 20, 2, 15, 12, "steady", 2)
    yield text(label, 12, scale.scores.steady_name, style="small")


def _cuts(scale: _Scale) -> Iterator[str]:
    """A broken line for each cut-off, and its name beside it where the course leaves room."""
    taken: list[tuple[float, float]] = []
    for cut in scale.scores.cuts:
        y = scale.y(cut.total)
        yield path(f"M{LEFT:g} {y:.1f}H{WIDTH - RIGHT:g}", "cut")
        wide = width_of(cut.name, SMALL)
        places = [
            (left, middle)
            for left in (LEFT + 5, WIDTH - RIGHT - 5 - wide)
            for middle in (y + 9, y - 7)
        ]
        rooms = [_room(scale, taken, left, middle, wide) for left, middle in places]
        left, middle = places[rooms.index(max(rooms))]
        taken.append((left, middle))
        yield text(left, middle + 4, cut.name, style="small named")


def _room(
    scale: _Scale, taken: list[tuple[float, float]], left: float, middle: float, wide: float
) -> float:
    """How far a name stays from the course, the plot's ends and other names, at most `_ROOM`."""
    marks = scale.scores.marks
    free = min(_ROOM, TOP + PLOT - middle - 4, middle - TOP - 4)
    for x, y in taken:
        free = min(free, abs(y - middle) - _LETTERS if x == left else _ROOM)
    for one, other in pairwise(marks):
        start, end = scale.x(one.weeks), scale.x(other.weeks)
        for step in range(11):
            x = start + (end - start) * step / 10
            if left - 10 <= x <= left + wide + 10:
                y = scale.y(one.total + (other.total - one.total) * step / 10)
                free = min(free, abs(y - middle) - _LETTERS)
    return free


def _course(scale: _Scale) -> Iterator[str]:
    marks = scale.scores.marks
    places = [(scale.x(mark.weeks), scale.y(mark.total)) for mark in marks]
    yield path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places), "course")
    labelled = _labelled(marks)
    for number, (mark, (x, y)) in enumerate(zip(marks, places, strict=True)):
        yield dot(x, y, 4.5, "score")
        if number in labelled:
            yield text(x, _label_y(places, number), str(mark.total), style="value", anchor="middle")


def _labelled(marks: tuple[Mark, ...]) -> set[int]:
    """Every mark, or of many the first, the last, the highest and the lowest."""
    if len(marks) <= MOST_LABELLED:
        return set(range(len(marks)))
    order = sorted(range(len(marks)), key=lambda number: marks[number].total)
    return {0, len(marks) - 1, order[0], order[-1]}


def _label_y(places: list[tuple[float, float]], number: int) -> float:
    """Above the dot, or below it in a valley, where the line would cross the label."""
    y = places[number][1]
    beside = [one[1] for one in places[max(0, number - 1) : number + 2]]
    below = y > min(beside) and y == max(beside) and y + 18 < TOP + PLOT
    return y + 18 if below else y - 9


def _ticks(scale: _Scale) -> Iterator[str]:
    """Each time that has room, the latest first; below them what they count."""
    y, free = TOP + PLOT + 15, float(WIDTH)
    for mark in reversed(scale.scores.marks):
        half = width_of(mark.tick, SMALL) / 2
        x = min(scale.x(mark.weeks), WIDTH - half)
        if x + half + _TICK_GAP <= free:
            yield text(x, y, mark.tick, style="small", anchor="middle")
            free = x - half
    if scale.scores.marks[0].when != scale.scores.marks[0].tick:
        unit = "week" if scale.scores.marks[0].when.startswith("week") else "date"
        yield text(WIDTH / 2, y + LINE, unit, style="small", anchor="middle")
