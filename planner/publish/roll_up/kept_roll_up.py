"""Many districts as a file: what a page of them is made of, so that it is made without the plans.

It is plain JSON with the names that Python has. Nothing in it is run when it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from planner import __version__
from planner.analysis.roll_up.roll_up import RollUp
from planner.atomic_files import write_whole

KEPT = "roll-up.json"


@dataclass(frozen=True)
class KeptRollUp:
    """Many districts, and where the page of each is.

    Attributes
    ----------
    roll_up : RollUp
        The districts.
    decks : dict of str to dict of str to str
        Addresses of their pages, by plan, then by scenario; seen from the page of all.
    planner_version : str
        Version of the planner that wrote it.
    """

    roll_up: RollUp
    decks: dict[str, dict[str, str]] = field(default_factory=dict)
    planner_version: str = __version__

    @property
    def pages(self) -> Mapping[tuple[str, str], str]:
        """Addresses of the districts' pages, by plan and scenario."""
        found = self.decks.items()
        return {(plan, scenario): page for plan, own in found for scenario, page in own.items()}

    @property
    def short_digest(self) -> str:
        """Fingerprint of all plans, criteria and scenarios."""
        return hashlib.sha256(as_json(self).encode("utf-8")).hexdigest()[:6]


def as_json(kept: KeptRollUp) -> str:
    """Many districts as JSON."""
    return _shape().dump_json(kept).decode("utf-8")


def write_kept(kept: KeptRollUp, file: Path) -> Path:
    """Write many districts to a file, in one step."""
    return write_whole(file, as_json(kept) + "\n")


def read_kept(file: Path) -> KeptRollUp:
    """Read many districts from a file.

    Raises
    ------
    ValueError
        If the file holds something else.
    """
    try:
        return _shape().validate_json(file.read_bytes())
    except ValidationError as error:
        msg = f"{file.name} holds no roll-up of this version of the planner; make the roll-up again"
        raise ValueError(msg) from error


@cache
def _shape() -> TypeAdapter[KeptRollUp]:
    return TypeAdapter(KeptRollUp)
