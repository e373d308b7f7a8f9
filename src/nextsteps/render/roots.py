"""What steps rest on, from what was entered to the step, as pictures and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nextsteps.errors import PlanError
from nextsteps.explain import ArgumentShown
from nextsteps.explain.roots import Root, roots_of
from nextsteps.explain.sets import TRIED, SmallestSets
from nextsteps.explain.why import sets_of
from nextsteps.plan import Plan, Recommended
from nextsteps.render.blocks import Block, Line, Picture, Span, bullets, line, paragraph
from nextsteps.render.drawings import Branch, BranchKind, Roots
from nextsteps.render.words import fact_in_words
from nextsteps.rulebook import Reader, Rulebook

MAX_ROOTED = 3


def root_blocks(plan: Plan, steps: Sequence[Recommended], *, full: bool) -> tuple[Block, ...]:
    """
    Return what each of the first steps rests on: its strongest argument, or in full all.

    Nothing where the rulebook, and so its conditions, is not at hand.
    """
    try:
        sets = sets_of(plan)
    except PlanError:
        return ()
    shown = steps[:MAX_ROOTED]
    blocks: list[Block] = []
    for number, step in enumerate(shown, start=1):
        blocks.append(paragraph(Span(f"{number}. {step.title}", "strong")))
        blocks.append(_picture(plan, step, sets, full))
    return tuple(blocks)


def _picture(plan: Plan, step: Recommended, sets: SmallestSets, full: bool) -> Picture:
    tell = _Telling(sets, plan.reader)
    why = plan.why(step.id)
    arguments = why.arguments_for if full else why.arguments_for[:1]
    rooted = [(one, roots_of(sets, one.argument.rule, one.facts)) for one in arguments]
    rules = tuple(
        Branch("rule", one.argument.because, tuple(tell.branches(roots, one)))
        for one, roots in rooted
    )
    lines = [tell.line(one, roots) for one, roots in rooted]
    said = " ".join("".join(span.text for span in each) for each in lines)
    title = f"What this rests on: {step.title}"
    return Picture(Roots(title, said, Branch("step", step.title, rules)), (bullets(*lines),))


@dataclass(frozen=True, slots=True)
class _Telling:
    """How roots are told: in the words of one rulebook, to one reader."""

    sets: SmallestSets
    reader: Reader

    @property
    def rulebook(self) -> Rulebook:
        return self.sets.rulebook

    def branches(self, roots: Sequence[Root], shown: ArgumentShown) -> Iterator[Branch]:
        """Yield each root with what is below it."""
        for root in roots:
            kind: BranchKind = "finding" if root.is_finding else "fact"
            below = tuple(self.branches(root.below, shown))
            yield Branch(kind, self.words(root, shown), below)

    def words(self, root: Root, shown: ArgumentShown) -> str:
        """Return a fact with its value and the scores behind it, an outcome, or a finding."""
        if root.is_finding:
            title = self.rulebook.findings[root.name].title
            return title if root.value else f"not so: {title}"
        if root.name.startswith(TRIED):
            step = self.rulebook.recommendations[root.name.removeprefix(TRIED)]
            return fact_in_words(f"tried, {step.title_for(self.reader)}", root.value)
        return fact_in_words(root.name, root.value) + self._scores(shown.scores.get(root.name))

    def _scores(self, behind: str | None) -> str:
        """The scores behind a fact, with the measures by their names."""
        if behind is None:
            return ""
        for name in {one.measure for one in self.sets.situation.measures}:
            behind = behind.replace(name, self.rulebook.measures[name].title)
        return f" ({behind})"

    def line(self, shown: ArgumentShown, roots: Sequence[Root]) -> Line:
        """Return the way from the facts to the rule in one sentence."""
        facts = dict.fromkeys(self.words(one, shown) for one in _walk(roots) if not one.is_finding)
        found = dict.fromkeys(self.words(one, shown) for one in _walk(roots) if one.is_finding)
        entered = "; ".join(facts) if facts else "holds in every situation"
        through = f" → {'; '.join(found)}" if found else ""
        rule = Span(f" [{shown.argument.rule}]", "faint") if self.reader == "clinician" else ""
        return line(f"{entered}{through} → {shown.argument.because}", rule)


def _walk(roots: Sequence[Root]) -> Iterator[Root]:
    """What is below a root comes before it."""
    for root in roots:
        yield from _walk(root.below)
        yield root
