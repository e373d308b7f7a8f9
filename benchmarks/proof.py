"""
How long it takes to prove a rulebook, and how much memory.

    uv run python benchmarks/proof.py

The shipped rulebook, and one of 500 generated rules over 100 facts. Processor time is that of
this process alone; memory is the most it ever held. The generated rulebook is full of faults,
as nobody wrote it: each of them gets its smallest witness, which is most of the work there.
"""

import json
import resource
import sys
import time
from collections.abc import Sequence
from random import Random
from typing import Any

from nextsteps import Fact, Rulebook, Situation
from nextsteps.verify import Proof, disagreements, prove

SEED, RULES, FACTS, STEPS, FINDINGS, DANGERS = 20261125, 500, 100, 40, 30, 5
CITED = [{"source": "book", "locator": "p. 1"}]


def main() -> None:
    """Print one row per rulebook; `--second-opinion` times Z3 on the shipped one as well."""
    shipped = Rulebook.default()
    proof = _row("shipped", shipped)
    _row(f"{RULES} generated rules over {FACTS} facts", generated())
    if "--second-opinion" in sys.argv:
        started = time.process_time()
        wrong = disagreements(shipped, proof)
        print(f"Z3 on the shipped one: {time.process_time() - started:.1f} s, {len(wrong)} differ")


def _row(name: str, rulebook: Rulebook) -> Proof:
    started = time.process_time()
    proof = prove(rulebook)
    seconds = time.process_time() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {len(rulebook.rules)} rules, {proof.asked} questions, {proof.solved} calls of "
        f"the solver, {len(proof.faults)} faults, {seconds:.1f} s, {most:.0f} MB"
    )
    return proof


def generated() -> Rulebook:
    """Return a rulebook of 500 rules over 100 facts of the library's vocabulary."""
    random = Random(SEED)  # noqa: S311
    facts = [
        fact
        for fact in Situation.vocabulary().facts.values()
        if fact.kind != "text" and not fact.measured
    ]
    dangers = [fact for fact in facts if fact.danger == "up" and fact.kind == "yes_no"][:20]
    others = [fact for fact in facts if fact.danger is None][: FACTS - len(dangers)]
    steps = [_step(index) for index in range(STEPS)]
    rules = [_danger_rule(random, index, dangers) for index in range(DANGERS)]
    rules += [_finding_rule(random, index, others) for index in range(FINDINGS)]
    rules += [_rule(random, index, others) for index in range(RULES - len(rules))]
    document = {
        "rulebook": {"id": "generated", "version": "1.0.0", "title": "Generated"},
        "sources": [
            {"id": "book", "authors": "A", "title": "B", "year": 2020, "note": "c", "grade": "C",
             "checked": "2026-11-23"}
        ],
        "findings": [_danger(index) for index in range(DANGERS)]
        + [{"id": f"finding_{index}", "title": "F"} for index in range(FINDINGS)],
        "recommendations": steps,
        "rules": rules,
    }  # fmt: skip
    return Rulebook.from_text(json.dumps(document), name="generated")


def _step(index: int) -> dict[str, Any]:
    words = {"what": "Do it."}
    stage = "safety" if index < DANGERS else "change"
    step = {"id": f"step-{index}", "title": "S", "stage": stage, "sources": CITED, "client": words}
    if index >= DANGERS and index % 5 == 0:
        step["opposites"] = [f"step-{index - 1}"] if index > DANGERS else []
    return step | {"relative": words, "clinician": words}


def _danger(index: int) -> dict[str, Any]:
    level = ("emergency", "same_day", "days")[index % 3]
    danger = {"level": level, "core": [f"step-{index}"]}
    return {"id": f"danger_{index}", "title": "D", "danger": danger}


def _said(name: str, kind: str, target: str, when: str) -> dict[str, Any]:
    return {"id": name, kind: target, "when": when, "because": "So.", "sources": CITED}


def _danger_rule(random: Random, index: int, facts: Sequence[Fact]) -> dict[str, Any]:
    when = " or ".join(fact.name for fact in random.sample(facts, 3))
    return _said(f"danger-{index}", "finding", f"danger_{index}", when)


def _finding_rule(random: Random, index: int, facts: Sequence[Fact]) -> dict[str, Any]:
    return _said(f"finding-{index}", "finding", f"finding_{index}", _when(random, facts, ()))


def _rule(random: Random, index: int, facts: Sequence[Fact]) -> dict[str, Any]:
    kind = random.choice(("recommend",) * 6 + ("caution", "not_yet", "exclude", "exclude"))
    findings = [f"finding_{number}" for number in range(FINDINGS)]
    target = f"step-{random.randrange(DANGERS, STEPS)}"
    rule = _said(f"rule-{index}", kind, target, _when(random, facts, findings))
    if kind == "not_yet":
        rule["until"] = "later"
    return rule


def _when(random: Random, facts: Sequence[Fact], findings: Sequence[str]) -> str:
    parts = [_atom(random, fact) for fact in random.sample(facts, random.randint(2, 6))]
    if findings and random.random() < 0.3:
        parts.append(random.choice(findings))
    middle = random.randint(1, len(parts))
    left, right = " or ".join(parts[:middle]), " and ".join(parts[middle:])
    return f"({left}) and {right}" if right else left


def _atom(random: Random, fact: Fact) -> str:
    if fact.kind == "yes_no":
        return random.choice((fact.name, f"not {fact.name}"))
    if fact.kind == "choice":
        return f'{fact.name} == "{random.choice(fact.choices)}"'
    most = 20 if fact.high is None else min(20, int(fact.high))
    return f"{fact.name} {random.choice(('<', '>='))} {random.randint(1, most)}"


if __name__ == "__main__":
    main()
