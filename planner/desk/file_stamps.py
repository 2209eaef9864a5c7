"""Whether a plan's files were written since, without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from planner.plan.reading.folder_or_workbook import is_workbook

#: What identifies the files of a plan: path, when changed and size of each; the plan's own first.
Stamp = tuple[tuple[str, int, int], ...]


def stamp_of(path: Path) -> Stamp:
    """What identifies a plan and its files as they are now.

    Parameters
    ----------
    path : Path
        Folder or workbook of the plan; one that is not there has no files.
    """
    return ((str(path), 0, 0), *_facts(path))


def last_changed(stamp: Stamp) -> datetime | None:
    """When the plan's files were last changed; None where there are none."""
    changed = max((when for _, when, _ in stamp[1:]), default=None)
    return None if changed is None else datetime.fromtimestamp(changed / 1e9).astimezone()


def _facts(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        files = [path] if is_workbook(path) else sorted(path.glob("*.csv"))
        for file in files:
            there = file.stat()
            yield str(file), there.st_mtime_ns, there.st_size
    except OSError:
        return
