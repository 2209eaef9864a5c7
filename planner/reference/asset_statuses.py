"""What the status of an asset says about its service, in the words of the usual systems.

Read when a list of assets is imported. A status that nobody knows is asked about.
"""

from __future__ import annotations

import re
from functools import cache

from planner.reference.tables import reference_table

_SIGNS = re.compile("[^a-z0-9]+")


@cache
def in_service(status: str) -> bool | None:
    """Whether an asset of this status is in service; None where the status is not known.

    A word of being gone counts anywhere in the status, a word of service only by itself, so that
    "Not in use" and "Returned, was in use" are asked about.

    Parameters
    ----------
    status : str
        Status as the list has it [text].

    Examples
    --------
    >>> [in_service(s) for s in ("Ready to Deploy", "Broken - Not Fixable", "On loan")]
    [True, False, None]
    >>> in_service("Not disposed") is None
    True
    """
    plain = _SIGNS.sub(" ", status.lower()).strip()
    words = f" {plain} "
    if " not " in words and " not fixable " not in words:
        return None
    known = reference_table("asset_statuses")
    if any(_is_in(row["word"], words) for row in known if row["counts"] == "no"):
        return False
    return True if any(plain == row["word"] for row in known if row["counts"] == "yes") else None


def _is_in(word: str, words: str) -> bool:
    return f" {word.removesuffix('*')}" + ("" if word.endswith("*") else " ") in words
