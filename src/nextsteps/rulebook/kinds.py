"""The kinds of entries that a rulebook holds, each under its key in a file."""

from collections.abc import Mapping

from nextsteps.entry import Entry
from nextsteps.measures import Measure
from nextsteps.rulebook import entries, promises, stated

KINDS: Mapping[str, type[Entry]] = {
    "sources": entries.Source,
    "findings": entries.Finding,
    "recommendations": entries.Recommendation,
    "rules": entries.Rule,
    "contradictions": entries.Contradiction,
    "vignettes": entries.Vignette,
    "contacts": entries.Contact,
    "measures": Measure,
    "laws": promises.Law,
    "meant": promises.Meant,
    "hazards": stated.Hazard,
}
