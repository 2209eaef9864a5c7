"""Board pages that were made of a plan before, from what each run says about itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.publish.file_names import folder_name, page_name
from planner.publish.runs import MANIFEST


@dataclass(frozen=True)
class MadePage:
    """A board page that was made.

    Attributes
    ----------
    page : Path
        The HTML file.
    made : datetime
        When it was made.
    scenarios : tuple of str
        Scenarios it shows, the main one first.
    digest : str
        Fingerprint of the tables that it was made from.
    """

    page: Path
    made: datetime
    scenarios: tuple[str, ...]
    digest: str


def made_pages(plan_name: str, output: Path) -> list[MadePage]:
    """Board pages of a plan, the newest first.

    Parameters
    ----------
    plan_name : str
        Name of the plan.
    output : Path
        Folder of all runs.

    Examples
    --------
    >>> made_pages("never published", Path("nowhere"))
    []
    """
    runs = (output / folder_name(plan_name)).glob(f"[0-9]*/{MANIFEST}")
    found = [page for manifest in runs if (page := _page_of(manifest)) is not None]
    return sorted(found, key=lambda page: (page.made, page.page), reverse=True)


def _page_of(manifest: Path) -> MadePage | None:
    """The board page of a run; none of a run of another kind, or of one that is damaged."""
    try:
        said = json.loads(manifest.read_text("utf-8"))
        asked = said["parameters"]
        scenarios = tuple(str(name) for name in asked["scenarios"])
        day = date.fromisoformat(asked["prepared"])
        page = manifest.with_name(f"{page_name(said['district'], 'board', scenarios[0], day)}.html")
        made = datetime.fromisoformat(said["started"])
        return MadePage(page, made, scenarios, str(said["digest"])) if page.is_file() else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
