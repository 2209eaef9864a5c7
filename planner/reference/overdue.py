"""Public figures of which a newer one should be out by now: what to look up, and where."""

from __future__ import annotations

from datetime import date

from planner.reference.defaults import Default, defaults
from planner.reference.facts import Fact, facts


def overdue(day: date) -> tuple[Default | Fact, ...]:
    """Defaults and facts of which a newer figure should be out on a day, the longest due first.

    Parameters
    ----------
    day : date
        The day that is asked about [date].

    Returns
    -------
    tuple of Default or Fact
        The figures with the day since which a newer one is due, and where to look for it [unit
        named in each].

    Examples
    --------
    >>> [figure.name for figure in overdue(date(2025, 12, 31))]
    ['chrome_education_upgrade_price', 'benefits_share_of_compensation']
    """
    figures: list[Default | Fact] = [*defaults().values(), *facts()]
    due = [figure for figure in figures if figure.next_due and figure.next_due <= day]
    return tuple(sorted(due, key=lambda figure: figure.next_due or day))
