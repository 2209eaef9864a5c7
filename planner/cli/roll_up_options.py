"""What every command that shows many districts in one picture is asked about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.reference.criteria import Criterion

#: The same as of the picture itself, whose modules take long to import.
NAMED_FROM = 100
NameFrom = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="STUDENTS",
        help=f"Districts with fewer students, usually {NAMED_FROM}, are not named on the page "
        "of all districts: its totals count them.",
    ),
]
NameSmall = Annotated[
    bool,
    typer.Option(
        "--name-small-districts", help="Name every district on the page of all districts."
    ),
]
OwnCriteria = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="CSV file of criteria that districts are measured against, in your order; "
        "planner roll-up FOLDER --write-criteria FILE makes one to change.",
    ),
]


def own_criteria(file: Path | None) -> tuple[Criterion, ...]:
    """The office's own criteria; none where it uses the usual ones.

    Raises
    ------
    SideTableError
        With a sentence for every cell that cannot be followed.
    """
    from planner.analysis.roll_up.criteria_table import read_criteria

    return read_criteria(file) if file is not None else ()


def named_from(students: int | None, *, name_small: bool) -> int | None:
    """From how many students on districts are named, 0 where all are; none if nobody says.

    >>> named_from(250, name_small=False), named_from(250, name_small=True)
    (250, 0)
    """
    return 0 if name_small else students
