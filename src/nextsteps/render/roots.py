"""What steps rest on, from what was entered to the step, as pictures and in words."""

from collections.abc import Iterable, Iterator, Sequence

from nextsteps.errors import PlanError
from nextsteps.explain import ArgumentShown
from nextsteps.explain.roots import Root, roots_of
from nextsteps.explain.sets import SmallestSets
from nextsteps.explain.why import sets_of
from nextsteps.plan import Plan, Recommended
from nextsteps.render.blocks import Block, Line, Picture, Span, bullets, line, paragraph
from nextsteps.render.drawings import Branch, BranchKind, Roots
from nextsteps.render.explanation.voice import ALWAYS, NOT_SO, Voice
from nextsteps.translation import AS_WRITTEN, Interpreter

MAX_ROOTED = 3


def root_blocks(
    plan: Plan,
    steps: Sequence[Recommended],
    *,
    full: bool,
    into: Interpreter = AS_WRITTEN,
) -> tuple[Block, ...]:
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
        blocks.append(_picture(plan, step, sets, full, into))
    return tuple(blocks)


def _picture(
    plan: Plan, step: Recommended, sets: SmallestSets, full: bool, into: Interpreter
) -> Picture:
    voice = Voice.of(plan, into)
    why = plan.why(step.id)
    arguments = why.arguments_for if full else why.arguments_for[:1]
    rooted = [(one, roots_of(sets, one.argument.rule, one.facts)) for one in arguments]
    rules = tuple(
        Branch("rule", one.argument.because, tuple(_branches(roots, one, voice)), into.say("rule"))
        for one, roots in rooted
    )
    lines = [_said(one, roots, voice) for one, roots in rooted]
    said = " ".join("".join(span.text for span in each) for each in lines)
    title = f"{into.say('What this rests on')}: {step.title}"
    top = Branch("step", step.title, rules, into.say("step"))
    return Picture(Roots(title, said, top), (bullets(*lines),))


def _branches(roots: Sequence[Root], shown: ArgumentShown, voice: Voice) -> Iterator[Branch]:
    """Each root with what is below it."""
    for root in roots:
        kind: BranchKind = "finding" if root.is_finding else "fact"
        scores = "" if root.is_finding else _scores([root.name], shown, voice)
        below = tuple(_branches(root.below, shown, voice))
        yield Branch(kind, _words(root, voice) + scores, below, voice.into.say(kind))


def _words(root: Root, voice: Voice) -> str:
    if not root.is_finding:
        return voice.said(root.name, root.value)
    return (
        voice.finding(root.name)
        if root.value
        else voice.into.say(NOT_SO).format(voice.finding(root.name))
    )


def _scores(names: Iterable[str], shown: ArgumentShown, voice: Voice) -> str:
    """The scores behind facts, each once."""
    behind = dict.fromkeys(shown.scores[name] for name in names if name in shown.scores)
    return f" ({voice.scores('; '.join(behind))})" if behind else ""


def _said(shown: ArgumentShown, roots: Sequence[Root], voice: Voice) -> Line:
    """The way from the facts to the rule in one sentence."""
    told = list(dict.fromkeys(_walk(roots)))
    facts = [one for one in told if not one.is_finding]
    found = [_words(one, voice) for one in told if one.is_finding]
    entered = "; ".join(_words(one, voice) for one in facts) or voice.into.say(ALWAYS)
    scores = _scores((one.name for one in facts), shown, voice)
    through = f" → {'; '.join(found)}" if found else ""
    rule = Span(f" [{shown.argument.rule}]", "faint") if voice.reader == "clinician" else ""
    return line(f"{entered}{scores}{through} → {shown.argument.because}", rule)


def _walk(roots: Sequence[Root]) -> Iterator[Root]:
    """What is below a root comes before it."""
    for root in roots:
        yield from _walk(root.below)
        yield root
