"""The JavaScript and the stylesheet that draw the explorer, as files and as one text."""

import re
from importlib.resources import files

from nextsteps.render.style import stylesheet

MODULES = ("dom", "values", "controls", "form", "question", "plan", "explorer")
"""The modules that a notebook and a page share, each after those that it imports."""
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=class |function )", re.MULTILINE)


def source_of(name: str) -> str:
    """Return one file."""
    return (files(__name__) / name).read_text(encoding="utf-8")


def styles() -> str:
    """Return the stylesheet: that of a plan, and what the explorer adds."""
    return stylesheet() + source_of("explorer.css")


def as_one_module() -> str:
    """Return the widget as one module, for a notebook loads just one: imports become one scope."""
    parts = [source_of(f"{name}.js") for name in (*MODULES, "widget")]
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)
