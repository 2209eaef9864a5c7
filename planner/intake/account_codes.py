"""Which kind of cost an account of the general ledger holds, by its codes and its description.

NCES codes say less than the plan wants to know: function 2580 with object 352 is any of ten
kinds of security. The words of the account's description may tell them apart; where they do not,
nothing is guessed, and the person is asked by code. Left out are funds, programs and schools.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from planner.reference.accounts import accounts
from planner.reference.codes import state_code, states_with_codes
from planner.reference.exports import ledger_words

_BETWEEN = re.compile(r"[-. /:|]+")
_FUNCTION = re.compile(r"^[1-5]\d{3}$")
_OBJECT = re.compile(r"^[1-8]\d{2}$")
#: Objects of one kind by how they begin: salaries, benefits, then the finer ones.
_SALARIES, _BENEFITS = "1", "2"
_BY_START = (
    ("65", "650"), ("734", "734"), ("735", "650"), ("432", "432"), ("43", "432"), ("352", "352"),
    ("351", "352"), ("53", "530"), ("52", "520"), ("3", "300"),
)  # fmt: skip
#: Functions that are technology whatever the object.
_TECHNOLOGY = ("2230", "2580")
#: Titles of states' codes that hold nothing but technology.
_OF_TECHNOLOGY = re.compile(
    "technology|information systems|software|internet|data processing|technical equipment",
    re.IGNORECASE,
)
#: Objects that are technology whatever the function; the others only with a function of it.
_ALWAYS = ("650", "734", "432")


def parts_of(account: str) -> tuple[str, ...]:
    """Parts of an account, as the signs between them cut it.

    >>> parts_of("10.2580-650 000")
    ('10', '2580', '650', '000')
    """
    return tuple(part for part in _BETWEEN.split(account.strip()) if part)


def places_of_codes(account_texts: Iterable[str]) -> tuple[int, int] | None:
    """Which parts of the accounts are function and object, by what most of them look like.

    >>> places_of_codes(["10-2580-650-000", "10-1000-110-125", "20-2230-650-2580"])
    (1, 2)
    """
    votes: Counter[tuple[int, int]] = Counter()
    for text in account_texts:
        parts = parts_of(text)
        for place in range(len(parts) - 1):
            for after in (1, 2):
                if place + after < len(parts) and _looks_like(parts[place], parts[place + after]):
                    votes[place, place + after] += 1
    if not votes:
        return None
    most = max(votes.values())
    return min(places for places, count in votes.items() if count == most)


def _looks_like(function: str, code: str) -> bool:
    return bool(_FUNCTION.match(function) and _OBJECT.match(code))


def kinds_of_cost(function: str, code: str, state: str = "") -> tuple[str, ...]:
    """Kinds of cost that an account may hold by its codes; none where it is not technology.

    Parameters
    ----------
    function, code : str
        Codes of function (or activity) and object.
    state : str
        Two letters; the state's own codes are asked where it has some.

    Returns
    -------
    tuple of str
        Kinds in the order of the chart of accounts.

    Examples
    --------
    >>> kinds_of_cost("2580", "530"), kinds_of_cost("2580", "432")
    (('internet_access',), ('network_maintenance',))
    >>> kinds_of_cost("2700", "510")
    ()
    """
    own = _by_state(state.upper())
    if own:
        first = code[:1]
        found = own.get((function, code)) or own.get((function, first)) or own.get(("", code))
        return found or ()
    plain = _plain_object(code)
    if function in _TECHNOLOGY:
        return _by_codes().get((function, plain), ())
    if plain in _ALWAYS and not (plain == "432" and code != "432"):
        return _by_object()[plain]
    return ()


def told_apart(kinds: tuple[str, ...], description: str) -> tuple[str, ...]:
    """Kinds that a description speaks of; all of them where it speaks of none.

    >>> told_apart(("student_devices", "staff_devices", "instructional_software"), "Chromebooks")
    ('student_devices',)
    """
    words = " ".join(re.findall(r"[a-z0-9]+", description.lower()))
    known = ledger_words()
    found = tuple(
        kind for kind in kinds if any(f" {word} " in f" {words} " for word in known.get(kind, ()))
    )
    return found or kinds


def _plain_object(code: str) -> str:
    """Object of the chart that a finer one belongs to."""
    if code[:1] == _SALARIES or code[:1] == _BENEFITS:
        return "100/200"
    return next((plain for start, plain in _BY_START if code.startswith(start)), code)


@cache
def _by_codes() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for account in accounts().values():
        found.setdefault((account.nces_function, account.nces_object), []).append(account.category)
    return {codes: tuple(kinds) for codes, kinds in found.items()}


@cache
def _by_object() -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(a.category for a in accounts().values() if a.nces_object == code)
        for code in _ALWAYS
    }


@cache
def _by_state(state: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Kinds by a state's own codes, only where the code names technology by itself."""
    if state not in states_with_codes():
        return {}
    found: dict[tuple[str, str], list[str]] = {}
    for category in accounts():
        example = state_code(state, category)
        if example is None or not _OF_TECHNOLOGY.search(example.label):
            continue
        for pair in example.code.split("/"):
            function, dash, code = pair.rpartition("-")
            if dash or not pair.endswith("00"):
                found.setdefault((function, code), []).append(category)
    return {codes: tuple(kinds) for codes, kinds in found.items()}
