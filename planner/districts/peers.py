"""The districts that are most like one: in size, poverty, spending, and locale where it is known.

Size is the logarithm of students, poverty Title I money per student, spending current spending per
student. Each is measured in steps of its own spread over all districts, that of the middle half,
which a few odd ones do not stretch; another locale is one step more. Peers teach the same levels,
and their technology spending is known.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from planner.arrays import Bools, Floats, Places
from planner.districts.f33 import Survey

PEERS = 5


def nearest_peers(survey: Survey, may_be: Bools, count: int = PEERS) -> Places:
    """Places of the districts that are most like each, the nearest first.

    Parameters
    ----------
    survey : Survey
        The districts.
    may_be : ndarray of bool, shape (district,)
        Which of them may be somebody's peer.
    count : int
        How many peers each has.

    Returns
    -------
    ndarray of int, shape (district, count)
        Places in the table; -1 where there are fewer.

    Examples
    --------
    >>> from planner.districts.f33 import f33_survey
    >>> survey = f33_survey()
    >>> ohio = survey.part(survey.places_in("OH"))
    >>> [ohio.names[k] for k in nearest_peers(ohio, ohio.students > 0, 2)[0]]
    ['Ohio School For The Blind', 'Jennings Local']
    """
    likeness, levels = likeness_of(survey), np.array(survey.words["level"])
    found = np.full((len(survey.names), count), -1, dtype=np.intp)
    for level in np.unique(levels):
        asking = np.flatnonzero(levels == level)
        peers = np.flatnonzero((levels == level) & may_be)
        if len(peers):
            found[asking] = _nearest(likeness, asking, peers, count)
    return found


def likeness_of(survey: Survey) -> Floats:
    """What districts are compared in, in steps of its spread, shape (district, measure).

    A district of which something is not known counts as the middle one.
    """
    measures = [
        np.log(survey.students),
        survey.per_student("title_i"),
        survey.per_student("current_spending"),
    ]
    found = [_in_steps(measure) for measure in measures]
    locales = np.array(survey.words["locale"])
    # Half a squared step on either side: two locales are one step apart.
    apart = np.sqrt(0.5)
    found += [np.where(locales == one, apart, 0.0) for one in np.unique(locales[locales != ""])]
    return np.stack(found, axis=1)


def _in_steps(measure: Floats) -> Floats:
    known = measure[~np.isnan(measure)]
    if not len(known):
        return np.zeros_like(measure)
    filled = np.where(np.isnan(measure), np.median(known), measure)
    low, high = np.percentile(known, [25, 75])
    return np.asarray(filled / (high - low)) if high > low else np.zeros_like(measure)


def _nearest(likeness: Floats, asking: Places, peers: Places, count: int) -> Places:
    """The nearest among some, never a district itself; of two as near, the first in the table."""
    wanted = min(count + 1, len(peers))
    away, at = cKDTree(likeness[peers]).query(likeness[asking], k=wanted)
    places = peers[at.reshape(len(asking), wanted)]
    away = np.where(places == asking[:, None], np.inf, away.reshape(len(asking), wanted))
    order = np.lexsort((places, away))
    nearest = np.take_along_axis(places, order, axis=1)
    nearest[~np.isfinite(np.take_along_axis(away, order, axis=1))] = -1
    found = np.full((len(asking), count), -1, dtype=np.intp)
    found[:, : min(count, wanted)] = nearest[:, :count]
    return found
