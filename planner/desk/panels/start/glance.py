"""Other plans at a glance: the answer of each in a sentence, calculated once for the same files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.analysis.compare import compare
from planner.desk.file_stamps import Stamp, stamp_of
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE
from planner.views.board.problem_table import counted
from planner.views.board.votes import parts_with_votes

NOT_CALCULATED = "The planner could not calculate this plan ({reason}). Open it to see more."


@dataclass(frozen=True)
class Glance:
    """A plan in two lines.

    Attributes
    ----------
    name : str
        What the district is called; the plan's own name where it cannot be read.
    answer : str
        The answer in a sentence; what to fix first where there is none.
    wrong : str
        How much is wrong or unusual in its tables; blank if nothing.
    """

    name: str
    answer: str
    wrong: str = ""


#: Plans that were looked at in this sitting.
_SEEN: dict[Stamp, Glance] = {}


def seen(stamp: Stamp) -> Glance | None:
    """What is known of a plan whose files have not changed since it was looked at."""
    return _SEEN.get(stamp)


def look_at(path: Path) -> Glance:
    """Calculate a plan as entered, unless its files are as they were.

    Parameters
    ----------
    path : Path
        Folder or workbook of the plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> look_at(example("altoona-wi")).name
    'Altoona School District'
    """
    found = stamp_of(path)
    if found not in _SEEN:
        _SEEN[found] = _calculated(path)
    return _SEEN[found]


def _calculated(path: Path) -> Glance:
    try:
        plan = read_plan(path)
        answer = parts_with_votes(compare(plan, [BASE]).figures)[0]
    except PlanError as error:
        first = next((one for one in error.problems if one.blocks), error.problems[0])
        return Glance(path.stem, str(first), counted(error.problems))
    except Exception as error:  # another plan must not keep this one's desk from opening
        return Glance(path.stem, NOT_CALCULATED.format(reason=error))
    wrong = counted(plan.warnings) if plan.warnings else ""
    return Glance(plan.district.name, answer, wrong)
