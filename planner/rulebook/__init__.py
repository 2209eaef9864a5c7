"""The rulebook: docs/model.md once more, in plain Python, one year and one row at a time.

It exists to disagree with the engine, and to be read by somebody who wants to know what every
number means. It was written from docs/model.md alone, uses floats, lists and dictionaries and
nothing else, and borrows nothing from ``planner.costs``, ``planner.revenue`` or
``planner.projection``: not a formula, not even how months are counted. Where the two differ, one
of them (or the page) is wrong; ``planner check --twice`` holds a plan's numbers against it.

Read it in this order:

1. ``months.py``  which months a date covers
2. ``inputs.py``  the tables as they read in each year, with a scenario's changes made
3. ``people.py``  students, staff, teachers; ``forecast.py`` where growth comes from history
4. ``fleets.py``  devices, with ``lots.py``, ``supports.py`` and ``leases.py``; ``repairs.py``
5. ``contracts.py``, ``positions.py``, ``programs.py``  what each other row costs
6. ``erate.py``, ``income.py``  what each source brings
7. ``eligible.py``, ``sources.py``  what each source may pay, how long, in which order
8. ``payments.py``, ``vintages.py``  who pays what in a year, what is left, the reserve
9. ``structural.py``  the structural balance of a year; ``ending.py`` what the cliff is made of
10. ``ledger.py``  all of it, from top to bottom; ``answer.py`` is what comes out
11. ``incidents.py``  cyber incidents, outside the budget
"""

from __future__ import annotations

from planner.rulebook.answer import Answer
from planner.rulebook.ledger import solve

__all__ = ["Answer", "solve"]
