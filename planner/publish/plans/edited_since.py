"""Whether a plan was edited since it was read: a deck is of the tables as they were then."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.plan.tables import TABLES

_EDITED = (
    "The plan was edited after it was read. This deck is of the tables as they were then "
    "(fingerprint {digest}). Resume the batch to make it from the tables as they are now."
)
_GONE = (
    "The plan was moved, or can no longer be read. This deck is of the tables as they were when "
    "the plan was read (fingerprint {digest})."
)


def edited_since(plan: Plan) -> str:
    """That a plan is no longer what was read; blank if it is.

    A workbook that was saved again without a change is what it was.

    Parameters
    ----------
    plan : Plan
        The plan as it was read.
    """
    try:
        if not _files_differ(plan):
            return ""
        found = read_plan(plan.path, name=plan.name, allow_difference=True)
    except (OSError, PlanError):
        return _GONE.format(digest=plan.short_digest)
    return "" if found.digest == plan.digest else _EDITED.format(digest=plan.short_digest)


def _files_differ(plan: Plan) -> bool:
    if is_workbook(plan.path):
        return plan.path.read_bytes() != plan.files[plan.path.name]
    tables = {table.file for table in TABLES.values()}
    there = {file.name for file in plan.path.iterdir() if file.name.lower() in tables}
    return there != set(plan.files) or any(
        (plan.path / name).read_bytes() != content for name, content in plan.files.items()
    )
