"""Plans that were opened on this machine: where each is and when, the last one first.

The list is a small file in the operating system's folder for what programs remember; the
environment variable ``PLANNER_STATE_DIR`` names another folder. It is a convenience: where it
cannot be read or written, the desk opens without it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from planner.atomic_files import locked, write_whole
from planner.packaged import examples_dir

#: Names another folder for the list.
STATE_VARIABLE = "PLANNER_STATE_DIR"
#: So many plans are remembered; older ones are forgotten.
MOST = 30
_FILE = "known-plans.json"


@dataclass(frozen=True)
class KnownPlan:
    """A plan that was opened on this machine.

    Attributes
    ----------
    path : Path
        Folder of the tables, or a workbook.
    opened : datetime
        When its desk was last opened.

    Examples
    --------
    >>> KnownPlan(Path("no such folder"), datetime(2026, 11, 3)).is_there
    False
    """

    path: Path
    opened: datetime

    @property
    def is_there(self) -> bool:
        """Whether the plan is still where it was; a drive that is not connected has nothing."""
        return os.path.exists(self.path)  # noqa: PTH110  (Path.exists raises for some drives)


def known_plans() -> tuple[KnownPlan, ...]:
    """Plans that were opened on this machine, the last one first; moved ones included."""
    try:
        listed = json.loads((_folder() / _FILE).read_text("utf-8"))["plans"]
        found = [KnownPlan(Path(one["path"]), _day_of(one["opened"])) for one in listed]
    except (OSError, ValueError, LookupError, TypeError):
        return ()
    return tuple(found[:MOST])


def remember(plan: Path, now: datetime | None = None) -> None:
    """Put a plan at the top of the list; the examples that come with the planner are not in it.

    Parameters
    ----------
    plan : Path
        Folder or workbook of the plan, with its whole path.
    now : datetime, optional
        When it is opened; this moment if left out.
    """
    if plan.is_relative_to(examples_dir()):
        return
    opened = now or datetime.now().astimezone()
    _rewrite(plan, KnownPlan(plan, opened))


def forget(plan: Path) -> None:
    """Take a plan off the list; its files stay as they are.

    Parameters
    ----------
    plan : Path
        Folder or workbook of the plan, as the list has it.
    """
    _rewrite(plan, None)


def _rewrite(plan: Path, first: KnownPlan | None) -> None:
    """Write the list without a plan, and with another in front; two desks at once take turns."""
    with suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            others = [one for one in known_plans() if not _is_same(one.path, plan)]
            kept = [*([first] if first else []), *others][:MOST]
            listed = [{"path": str(one.path), "opened": one.opened.isoformat()} for one in kept]
            write_whole(folder / _FILE, json.dumps({"plans": listed}, indent=1) + "\n")


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths name one place; on Windows whatever the letters' case and slashes."""
    return os.path.normcase(one) == os.path.normcase(other)


def _day_of(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.astimezone()


def _folder() -> Path:
    chosen = os.environ.get(STATE_VARIABLE)
    if chosen:
        return Path(chosen)
    return platformdirs.user_state_path("technology-funding-planner", appauthor=False)
