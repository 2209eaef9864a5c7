"""Write a file beside its place, then rename it into place.

Whoever opens the file sees the old one or the new one, never half of it; a run that is
interrupted leaves what was there before.
"""

from __future__ import annotations

import os
from pathlib import Path


def write_beside(path: Path, content: str) -> Path:
    """Write ``content`` to ``path`` in one step, as UTF-8 with the line ends it has.

    Parameters
    ----------
    path : Path
        Where the file belongs; its folder is made if there is none.
    content : str
        The whole text of the file.

    Returns
    -------
    Path
        ``path``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: its files can be read by their owner only, and a page is for handing over.
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        beside.write_bytes(content.encode("utf-8"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
