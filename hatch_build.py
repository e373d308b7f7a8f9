"""Puts the shipped rulebook, compiled, into the wheel: it then loads without reading YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulebook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules/` while a wheel is built; an editable install reads the YAML itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled rulebook, and have it packed."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from nextsteps.rulebook.load import SHIPPED_COMPILED, compile_shipped

        self._written = Path(self.directory) / SHIPPED_COMPILED
        self._written.parent.mkdir(parents=True, exist_ok=True)
        self._written.write_bytes(compile_shipped())
        build_data["force_include"][str(self._written)] = f"nextsteps/{SHIPPED_COMPILED}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Leave nothing beside the wheel."""
        if version != "editable":
            self._written.unlink(missing_ok=True)
