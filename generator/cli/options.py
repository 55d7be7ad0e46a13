"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the plan as a diff, write nothing.")]
Message = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the report here, as a commit's message.")
]
