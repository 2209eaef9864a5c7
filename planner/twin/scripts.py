"""Where the twin's JavaScript is kept, for who reads it and translates nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: What translated code stands on, written by hand; it comes before the translation.
RUNTIME: Final = Path(__file__).with_name("runtime.js")
#: The translation of all that the page computes, made by ``python -m planner.twin``.
BOARD: Final = Path(__file__).with_name("board.js")
