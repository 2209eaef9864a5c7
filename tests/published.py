"""Published tables that prove ours: price and wage indexes, and the NCES accounting codes."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def published_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``cpi_u``, ``eci``, ``ecec`` or ``nces_codes``, as text, in file order."""
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
