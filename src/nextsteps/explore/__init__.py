"""
What comes of rules, to look at: tables of many situations, and pictures of them.

Needs the extra `explore`. Tables are Arrow tables; pictures are drawn from any table that has
their columns (pandas, polars, Arrow), offline, and show in a notebook as stored images with
the same in words. `Explorer` is a widget: a situation to change by hand, beside its plan.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nextsteps.explore.counts import co_firing, flow, what_decides
from nextsteps.explore.people import population
from nextsteps.explore.rates import rates
from nextsteps.explore.rule_map import rule_map
from nextsteps.explore.scores import scores
from nextsteps.explore.tables import Axis, grid, plans, sweep

if TYPE_CHECKING:
    from nextsteps.explore.pictures.counts import co_firing_chart, deciding_chart, flow_chart
    from nextsteps.explore.pictures.grids import first_step_map, safety_map
    from nextsteps.explore.pictures.picture import Picture
    from nextsteps.explore.pictures.ranks import rank_chart
    from nextsteps.explore.pictures.rule_map import rule_chart
    from nextsteps.explore.pictures.scores import score_chart
    from nextsteps.explorer.widget import Explorer

__all__ = [
    "Axis",
    "Explorer",
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


_HOMES = {
    "counts": ("co_firing_chart", "deciding_chart", "flow_chart"),
    "grids": ("first_step_map", "safety_map"),
    "picture": ("Picture",),
    "ranks": ("rank_chart",),
    "rule_map": ("rule_chart",),
    "scores": ("score_chart",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
"""Where each picture lives: what draws them takes longer to import than all the rest."""


def __getattr__(name: str) -> Any:
    """Return the widget or a picture, whose packages are imported when it is first asked for."""
    if name == "Explorer":
        from nextsteps.explorer.widget import Explorer

        return Explorer
    if name not in _HOME_OF:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    return getattr(import_module(f"{__name__}.pictures.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
