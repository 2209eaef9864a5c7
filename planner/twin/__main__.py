"""``python -m planner.twin`` writes the page's JavaScript again; ``--check`` only looks.

``--check`` alone says whether what is kept is that of today's Python. Where dotted names of
functions follow, what keeps them from being translated is printed with file and line.
"""

from __future__ import annotations

import sys

from planner.atomic_files import write_whole
from planner.twin.board import board_in_javascript, check
from planner.twin.scripts import BOARD

if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        fresh = BOARD.read_text(encoding="utf-8") == board_in_javascript()
        sys.exit(None if fresh else f"{BOARD.name} is old; write it again: python -m planner.twin")
    if sys.argv[1:2] == ["--check"]:
        refused = check(sys.argv[2:])
        sys.exit("\n".join(refused) or None)
    write_whole(BOARD, board_in_javascript())
