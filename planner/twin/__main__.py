"""``python -m planner.twin`` writes the page's JavaScript again; ``--check NAME...`` only looks.

After ``--check`` come the dotted names of functions; what keeps them from being translated is
printed with file and line.
"""

from __future__ import annotations

import sys

from planner.atomic_files import write_whole
from planner.twin.board import BOARD, board_in_javascript, check

if __name__ == "__main__":
    if sys.argv[1:2] == ["--check"]:
        refused = check(sys.argv[2:])
        sys.exit("\n".join(refused) or None)
    write_whole(BOARD, board_in_javascript())
