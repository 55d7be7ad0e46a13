"""Puts what a new archive begins with into the wheel, from where it stands in this project."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KitHook(BuildHookInterface):  # type: ignore[type-arg]  # untyped where it comes from
    """Runs when a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files. A checkout that is installed as it stands has them already."""
        if version != "editable":
            names = (Path(self.root) / "generator/starter/kit.txt").read_text(encoding="utf-8").split()
            build_data["force_include"] |= {name: f"generator/starter/kit/{name}" for name in names}
