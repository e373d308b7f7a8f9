"""The pages of the library's interface: every public name, from its docstring."""

from importlib import import_module
from inspect import isclass, isfunction, ismodule
from typing import Any

from docs.pages.markdown import codes, page

API = "reference/api"
PACKAGES = {
    "nextsteps": "",
    "nextsteps.plan": "",
    "nextsteps.explain": "",
    "nextsteps.measures": "",
    "nextsteps.render": "",
    "nextsteps.population": "population",
    "nextsteps.verify": "verify",
    "nextsteps.testing": "testing",
    "nextsteps.explore": "explore",
    "nextsteps.guard": "guard",
    "nextsteps.cdshooks": "",
    "nextsteps.service": "service",
    "nextsteps.fhir": "",
}
"""Each public package, and the extra that it needs."""


def api_pages() -> dict[str, str]:
    """Return the page of each public package by its place below `docs/`."""
    return {f"{API}/{name.rpartition('.')[2]}.md": _package_page(name) for name in PACKAGES}


def _package_page(name: str) -> str:
    module = import_module(name)
    found = {one: _home(getattr(module, one)) for one in sorted(module.__all__, key=str.lower)}
    values = [f"{name}.{one}" for one, home in found.items() if home is None]
    extra = PACKAGES[name]
    return page(
        f"`{name}`",
        f"Install it with `pip install 'nextsteps[{extra}]'`." if extra else "",
        f"::: {name}\n    options: {{members: false, show_root_heading: false}}",
        *(f"::: {home}" for home in found.values() if home is not None),
        f"## Values\n\n{codes(values)}" if values else "",
    )


def _home(value: Any) -> str | None:
    """Where a class, a function or a module is defined; other values have no docstring."""
    if ismodule(value):
        return value.__name__
    if isclass(value) or isfunction(value):
        return f"{value.__module__}.{value.__qualname__}"
    return None
