"""``python -m planner.twin`` writes the rulebook's JavaScript again."""

from __future__ import annotations

from planner.atomic_files import write_whole
from planner.twin.rulebook import RULEBOOK, rulebook_in_javascript

if __name__ == "__main__":
    write_whole(RULEBOOK, rulebook_in_javascript())
