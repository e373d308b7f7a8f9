"""What steps rest on, from what was entered to the step, as pictures and in words."""

from collections.abc import Iterable, Iterator, Sequence
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
            scores = "" if root.is_finding else self.scores([root.name], shown)
            yield Branch(kind, self.words(root) + scores, below)

    def words(self, root: Root) -> str:
        """Return a fact or outcome with its value, or a finding."""
        if root.is_finding:
            title = self.rulebook.findings[root.name].title
            return title if root.value else f"not so: {title}"
        if root.name.startswith(TRIED):
            step = self.rulebook.recommendations[root.name.removeprefix(TRIED)]
            return fact_in_words(f"tried, {step.title_for(self.reader)}", root.value)
        return fact_in_words(root.name, root.value)

    def scores(self, names: Iterable[str], shown: ArgumentShown) -> str:
        """Return the scores behind facts, each once, with the measures by their names."""
        behind = dict.fromkeys(shown.scores[name] for name in names if name in shown.scores)
        if not behind:
            return ""
        told = "; ".join(behind)
        for name in {one.measure for one in self.sets.situation.measures}:
            told = told.replace(name, self.rulebook.measures[name].title)
        return f" ({told})"

    def line(self, shown: ArgumentShown, roots: Sequence[Root]) -> Line:
        """Return the way from the facts to the rule in one sentence."""
        told = list(dict.fromkeys(_walk(roots)))
        facts = [one for one in told if not one.is_finding]
        found = [self.words(one) for one in told if one.is_finding]
        entered = "; ".join(self.words(one) for one in facts) or "holds in every situation"
        entered += self.scores((one.name for one in facts), shown)
        through = f" → {'; '.join(found)}" if found else ""
        rule = Span(f" [{shown.argument.rule}]", "faint") if self.reader == "clinician" else ""
        return line(f"{entered}{through} → {shown.argument.because}", rule)


def _walk(roots: Sequence[Root]) -> Iterator[Root]:
    """What is below a root comes before it."""
    for root in roots:
        yield from _walk(root.below)
        yield root
