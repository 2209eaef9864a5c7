"""Every district of a screen as a row: for a spreadsheet, and for the page to look up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.arrays import Floats, Places
from planner.districts.screen import Screen
from planner.districts.tally import worst_first
from planner.views.screen.sentences import OUTCOMES, REASONS


def screen_frame(found: Screen, peers: Places, places: Places) -> pd.DataFrame:
    """Districts, worst first, with everything that is known of them and their peers.

    Parameters
    ----------
    found : Screen
        What became of every district.
    peers : ndarray of int, shape (district, peer)
        Places of the peers of each, -1 where there is none.
    places : ndarray of int
        The districts to show.

    Returns
    -------
    DataFrame
        A row for each; money in whole dollars and cents per student.
    """
    survey = found.survey
    order = worst_first(found, places)
    identity = {"nces_id": "nces_id", "district": "name", "state": "state"}
    of_words = {own: [survey.words[name][k] for k in order] for own, name in identity.items()}
    per_student = {
        "technology_per_student": found.spending,
        "model_cost_per_student": found.cost,
        "short_per_student": found.gap,
        "short_per_student_low": found.gap_low,
        "short_per_student_high": found.gap_high,
        "relief_technology_per_student": found.relief / survey.students,
        "current_spending_per_student": survey.per_student("current_spending"),
        "title_i_per_student": survey.per_student("title_i"),
    }
    return pd.DataFrame(
        {
            **of_words,
            "students": survey.students[order],
            "outcome": [found.outcomes[k] for k in order],
            "why_not_known": [REASONS[found.reasons[k]] for k in order],
            "chance_met": np.round(found.chance[order], 3),
            **{name: np.round(values[order], 2) for name, values in per_student.items()},
            "relief_technology": found.relief[order],
            "cash": survey.figures["cash"][order],
            "peers": [_peers_named(found, peers[k]) for k in order],
        }
    )


def _peers_named(found: Screen, places: Places) -> str:
    """NCES numbers of the peers, or their names where a table has no numbers."""
    words = found.survey.words
    return "; ".join(words["nces_id"][k] or words["name"][k] for k in places if k >= 0)


def look_up(found: Screen, peers: Places, places: Places) -> dict[str, Any]:
    """What the page needs to find districts and their peers, column by column.

    The districts shown come first, worst first; peers from elsewhere follow. Money is in whole
    dollars; ``null`` is not known.
    """
    order = worst_first(found, places)
    shown = set(order.tolist())
    others = dict.fromkeys(int(k) for k in peers[order].ravel() if k >= 0 and int(k) not in shown)
    every = np.array([*order, *others], dtype=np.intp)
    at = {int(place): row for row, place in enumerate(every)}
    survey, words = found.survey, found.survey.words
    return {
        "shown": len(order),
        "outcomes": [*OUTCOMES.values()],
        "reasons": [*REASONS.values()],
        "name": [words["name"][k] for k in every],
        "state": [words["state"][k] for k in every],
        "id": [words["nces_id"][k] for k in every],
        "outcome": [[*OUTCOMES].index(found.outcomes[k]) for k in every],
        "reason": [[*REASONS].index(found.reasons[k]) for k in every],
        "students": _whole(survey.students[every]),
        "spending": _whole(found.spending[every]),
        "cost": _whole(found.cost[every]),
        "gap": _whole(found.gap[every]),
        "high": _whole(found.gap_high[every]),
        "chance": _whole(100 * found.chance[every]),
        "relief": _whole((found.relief / survey.students)[every]),
        "title": _whole(survey.per_student("title_i")[every]),
        "current": _whole(survey.per_student("current_spending")[every]),
        "peers": [[at[int(k)] for k in peers[place] if k >= 0] for place in order],
    }


def _whole(values: Floats) -> Sequence[int | None]:
    return [None if value != value else round(value) for value in values.tolist()]
