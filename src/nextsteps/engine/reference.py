"""The reference engine: walks every condition with `language.evaluate`. Slow and plain."""

from nextsteps.engine.evaluation import Evaluation
from nextsteps.language import Known, evaluate
from nextsteps.rulebook import Conditions
from nextsteps.truth import Truth, disjunction


class ReferenceEngine:
    """The meaning that every other engine is tested against."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition: findings first, in their order."""
        findings: dict[str, Truth] = {}
        rules: dict[str, Truth] = {}
        for finding, own in self._conditions.findings.items():
            for rule in own:
                rules[rule] = evaluate(self._conditions.rules[rule], known, findings)
            findings[finding] = disjunction(rules[rule] for rule in own)
        for rule, condition in self._conditions.rules.items():
            if rule not in rules:
                rules[rule] = evaluate(condition, known, findings)
        return Evaluation(
            rules=rules,
            findings=findings,
            needs={
                name: evaluate(condition, known, findings)
                for name, condition in self._conditions.needs.items()
            },
            contradictions={
                name: evaluate(condition, known, findings)
                for name, condition in self._conditions.contradictions.items()
            },
        )
