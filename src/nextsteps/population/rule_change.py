"""What becomes of a caseload when the rules change: the burden of alerts, and first steps."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from nextsteps.errors import Problem, TableError
from nextsteps.population.kernel import Kernel
from nextsteps.population.picture import Bars, picture
from nextsteps.population.source import Source
from nextsteps.population.summary import Summary, counted, top
from nextsteps.population.tally import MOVES
from nextsteps.population.work import Options, Work
from nextsteps.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class RuleChange:
    """
    What becomes of a caseload when the rules change.

    `raised` and `lowered` count people by whether their danger counts as graver than before,
    `alerted` and `silenced` those among them who had none before, or have none now;
    `other_first_step` those who are advised something else first.
    """

    before: Summary
    after: Summary
    raised: int
    lowered: int
    alerted: int
    silenced: int
    other_first_step: int

    def table(self) -> pa.Table:
        """Return the counts before and after: what, name, before, after."""
        keys = ("what", "name")
        before, after = self.before.table().to_pylist(), self.after.table().to_pylist()
        counts: dict[tuple[str, str], list[int]] = {}
        for place, rows in enumerate((before, after)):
            for row in rows:
                counts.setdefault((row["what"], row["name"]), [0, 0])[place] = row["people"]
        rows = [dict(zip(keys, key, strict=True)) for key in counts]
        return pa.table(
            {
                "what": [row["what"] for row in rows],
                "name": [row["name"] for row in rows],
                "before": [one[0] for one in counts.values()],
                "after": [one[1] for one in counts.values()],
            }
        )

    def svg(self) -> str:
        """Return a picture of alerts and first steps before and after."""
        return picture(
            f"{self.after.people} people, before and after the change of rules",
            [
                bars
                for name, one in (("before", self.before), ("after", self.after))
                for bars in (
                    Bars(
                        f"Alerts {name} ({one.alerts_per_100:.1f} per 100 people)",
                        top(one.alerts),
                        one.people,
                    ),
                    Bars(f"First steps {name}", top(one.first_steps), one.people),
                )
            ],
        )

    def _repr_svg_(self) -> str:
        return self.svg()

    def __str__(self) -> str:
        return "\n".join(
            (
                f"{self.after.people} people; alerts per 100: "
                f"{self.before.alerts_per_100:.1f} before, {self.after.alerts_per_100:.1f} after",
                f"graver than before: {self.raised}, of whom had no alert: {self.alerted}",
                f"less grave than before: {self.lowered}, of whom have no alert now: "
                f"{self.silenced}",
                f"something else is advised first: {self.other_first_step}",
            )
        )


def rule_change(
    source: Source, before: Rulebook, after: Rulebook, *, sample: int = 0, **options: Any
) -> RuleChange:
    """
    Compare what two rulebooks say to the same people: the burden of alerts, and first steps.

    Args:
        source: As for `recommend_table`.
        before: The rules as they are.
        after: The rules as they would be; both know the same facts.
        sample: As for `summary`.
        **options: As for `recommend_table`, but `rulebook`.

    Raises:
        TableError: As for `recommend_table`, or the rulebooks know different facts (T909).
    """
    if before.situation is not after.situation:
        raise TableError(Problem("T909", "the two rulebooks do not know the same facts"))
    work = Work(source, Options(**options, rulebook=after))
    (old, new), moved = counted(work, [Kernel(before), work.kernel], sample)
    return RuleChange(old, new, **{name: moved[name] for name in MOVES})
