"""Students by grade in past years; most plans have none."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.generated_plans.values import pick

Cells = dict[str, Any]
GRADES = ("k", *(str(grade) for grade in range(1, 13)))

#: Grades that have a history: all, with prekindergarten, or a few in the middle.
WHICH = (GRADES, ("pk", *GRADES), GRADES[3:9])


@cache
@st.composite
def histories(draw: st.DrawFn, first_year: int) -> list[Cells]:
    """None, or two to eight years of every grade, and at times a count that is expected later.

    At times a grade has no students, a count is missing, or the first year is counted already.
    """
    years = draw(pick((0, 0, 0, 2, 3, 6, 8)))
    if years == 0:
        return []
    grades = draw(pick(WHICH))
    until = first_year - draw(pick((0, 1, 1, 2, 3)))
    size = draw(pick((60.0, 60.0, 0.0, 250.0)))
    empty, missing = draw(pick((None, None, 2))), draw(pick((None, None, 1)))
    counts = iter(draw(st.binary(min_size=years * len(grades), max_size=years * len(grades))))
    rows = [
        {
            "name": grade,
            "fiscal_year": year,
            "students": 0.0 if place == empty else size + next(counts),
        }
        for year in range(until - years + 1, until + 1)
        for place, grade in enumerate(grades)
        if (place, year) != (missing, until - 1) or years < 3
    ]
    for later in draw(pick(((), (), (0,), (1, 3)))):
        expected = {"name": grades[later], "fiscal_year": first_year + later, "students": 95.5}
        if first_year + later > until:  # a year that is counted has a row for the grade
            rows.append(expected)
    return rows
