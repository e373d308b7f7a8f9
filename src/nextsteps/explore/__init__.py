"""
What comes of rules, to look at: tables of many situations, and pictures of them.

Needs the extra `explore`. Tables are Arrow tables; pictures are drawn from any table that has
their columns (pandas, polars, Arrow), offline, and show in a notebook as stored images with
the same in words.
"""

from nextsteps.explore.counts import co_firing, flow, what_decides
from nextsteps.explore.people import population
from nextsteps.explore.pictures.counts import co_firing_chart, deciding_chart, flow_chart
from nextsteps.explore.pictures.grids import first_step_map, safety_map
from nextsteps.explore.pictures.picture import Picture
from nextsteps.explore.pictures.ranks import rank_chart
from nextsteps.explore.pictures.rule_map import rule_chart
from nextsteps.explore.rates import rates
from nextsteps.explore.rule_map import rule_map
from nextsteps.explore.scores import score_chart, scores
from nextsteps.explore.tables import Axis, grid, plans, sweep

__all__ = [
    "Axis",
    "Picture",
    "co_firing",
    "co_firing_chart",
    "deciding_chart",
    "first_step_map",
    "flow",
    "flow_chart",
    "grid",
    "plans",
    "population",
    "rank_chart",
    "rates",
    "rule_chart",
    "rule_map",
    "safety_map",
    "score_chart",
    "scores",
    "sweep",
    "what_decides",
]
