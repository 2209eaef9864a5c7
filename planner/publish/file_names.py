"""Names of folders and files that every system takes, and that say what is inside."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

#: Names of devices on Windows, which no folder may have.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)
#: Folders of a folder of runs that are not a plan's: a plan of that name must not write among them.
BATCHES, ROLL_UPS = "batches", "roll-ups"
#: What a run has for other programs, next to its page.
RESULTS = "results.json"
#: Systems take so much for a name, and runs may have endings of their own [bytes].
_MOST_BYTES = 240
#: So much of a district's or scenario's name is in the name of a page [characters].
_LONGEST = 60


def folder_name(plan_name: str) -> str:
    """Name of a plan as a folder, safe on every system.

    >>> folder_name("Prairie View: 2027?"), folder_name(".."), folder_name("Con")
    ('Prairie View- 2027-', 'plan', 'Con-')
    >>> folder_name("Batches")  # which holds the logs of all batches
    'Batches-'
    """
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "-", plan_name).strip(" .")
    short = safe.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    is_taken = _DEVICES.fullmatch(short) or short.casefold() in (BATCHES, ROLL_UPS)
    return f"{short}-" if is_taken else short or "plan"


def page_name(district: str, kind: str, scenario: str, day: date) -> str:
    """Name of a page that says what it is, wherever it is sent: no ending yet.

    Parameters
    ----------
    district, scenario : str
        Whose page it is, and its main scenario.
    kind : str
        What it is about: board, brief, simulation or options.
    day : date
        When it was made.

    Examples
    --------
    >>> page_name("Prairie View USD", "board", "levy-fails+stretch", date(2026, 11, 3))
    'prairie-view-usd-board-levy-fails-stretch-2026-11-03'
    """
    words = (_in_letters(district) or "district", kind, _in_letters(scenario) or "base")
    return "-".join((*words, day.isoformat()))


def _in_letters(name: str) -> str:
    """A name in lower-case letters and digits that any system and any address takes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")


def is_readable_name(name: str) -> bool:
    r"""Whether a name from the system is text: old drives hold names that are not UTF-8.

    >>> is_readable_name("Peña.xlsx"), is_readable_name("Pe\udcf1a.xlsx")
    (True, False)
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
