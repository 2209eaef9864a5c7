"""How files are written: under a temporary name, then renamed; by one program at a time.

A reader sees the old file or the new one, never half of it. The new file is on the disk before it
takes the old one's name, so a killed program or a power failure always leaves one complete file.
:func:`write_all_or_none` has every file on the disk before it renames the first: a full disk
changes nothing, and if a rename is refused, the earlier renames are undone.
"""

from __future__ import annotations

from planner.atomic_files.plan_lock import LOCK, locked
from planner.atomic_files.scratch import (
    ENDING,
    OWNER,
    remove_left_by,
    remove_old,
    scratch_folder,
    unfinished,
)
from planner.atomic_files.whole_folder import write_folder
from planner.atomic_files.write_errors import NO_ROOM, TakenError, why_not_written
from planner.atomic_files.writing import settle_folder, write_all_or_none, write_whole

__all__ = [
    "ENDING",
    "LOCK",
    "NO_ROOM",
    "OWNER",
    "TakenError",
    "locked",
    "remove_left_by",
    "remove_old",
    "scratch_folder",
    "settle_folder",
    "unfinished",
    "why_not_written",
    "write_all_or_none",
    "write_folder",
    "write_whole",
]
