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

        written = Path(self.directory) / SHIPPED_COMPILED
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(compile_shipped())
        build_data["force_include"][str(written)] = f"nextsteps/{SHIPPED_COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing beside the wheel."""
        (Path(self.directory) / "rules.jsonl").unlink(missing_ok=True)
