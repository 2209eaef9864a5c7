"""What is asked of the page of all districts of a batch, remembered with the batch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from planner.analysis.roll_up.small_districts import NAMED_FROM
from planner.atomic_files import write_whole
from planner.reference.criteria import Criterion

ASKED = "asked.json"


@dataclass(frozen=True)
class PictureAsked:
    """What is asked of the page of all districts.

    Attributes
    ----------
    criteria : tuple of Criterion
        What districts are measured against; the usual criteria if there are none.
    criteria_file : str
        Name of the office's own table of them.
    name_from : float, optional
        Districts with fewer are not named, 0 names all; the usual number if left out [students].
    """

    criteria: tuple[Criterion, ...] = ()
    criteria_file: str = ""
    name_from: float | None = None

    @property
    def named_from(self) -> float:
        """From how many students on districts are named; 0 where all are [students]."""
        return NAMED_FROM if self.name_from is None else self.name_from

    def after(self, before: PictureAsked) -> PictureAsked:
        """The same, and what is not asked again as it was asked before.

        >>> PictureAsked().after(PictureAsked(name_from=250)).named_from
        250
        >>> PictureAsked(name_from=0).after(PictureAsked(name_from=250)).named_from
        0
        """
        kept = (
            self
            if self.criteria
            else replace(self, criteria=before.criteria, criteria_file=before.criteria_file)
        )
        return kept if kept.name_from is not None else replace(kept, name_from=before.name_from)


def remember(asked: PictureAsked, folder: Path) -> None:
    """Keep what was asked in the folder of a batch."""
    write_whole(folder / ASKED, _shape().dump_json(asked, indent=1).decode("utf-8") + "\n")


def asked_before(folder: Path | None) -> PictureAsked:
    """What the batch of a folder was asked; nothing where there is no batch, or it ended too soon.

    Raises
    ------
    ValueError
        If the file holds something else.
    """
    file = (folder or Path()) / ASKED
    if folder is None or not file.is_file():
        return PictureAsked()
    try:
        return _shape().validate_json(file.read_bytes())
    except ValidationError as error:
        msg = (
            f"{file} cannot be read by this version of the planner; delete it, and type --criteria "
            "and --name-from again if they were not the usual ones"
        )
        raise ValueError(msg) from error


@cache
def _shape() -> TypeAdapter[PictureAsked]:
    return TypeAdapter(PictureAsked)
