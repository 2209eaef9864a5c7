"""Sentences about the counts of students in history: what only a forecast can be doubted for.

Part of ``sentences.SENTENCES``.
"""

from __future__ import annotations

#: Code -> sentence of what only warns, in the order of the codes.
HISTORY_WARNINGS: dict[str, str] = {
    "W80": (
        "{value} students are forecast for {year}, but {first} to {last} had {low} to {high}. If "
        "you expect otherwise, type the count you expect of a later year here, or a yearly change "
        "in enrollment_growth_rate."
    ),
    "W81": (
        "grade {grade} has {value} students in {year}, but grade {below} had {before} the year "
        "before, of whom {expected} would usually move up. Check both counts."
    ),
}
