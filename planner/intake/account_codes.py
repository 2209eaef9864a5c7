"""Which kind of cost a general-ledger account holds, by its codes and its description.

NCES codes say less than the plan needs to know: function 2580 with object 352 is any of ten
kinds of security. The account's description may narrow them down; where it does not, nothing is
guessed, and the import asks by code. Funds, programs and schools are ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from planner.reference.accounts import accounts
from planner.reference.codes import state_code, states_with_codes
from planner.reference.exports import ledger_words

#: What is typed for the national chart of accounts.
NATIONAL = "nces"
_BETWEEN = re.compile(r"[-. /:|]+")
_FUNCTION = re.compile(r"^[1-5]\d{3}$")
_OBJECT = re.compile(r"^[1-8]\d{2}$")
#: First digits of objects: salaries, benefits, then the more detailed ones.
_SALARIES, _BENEFITS = "1", "2"
_BY_START = (
    ("65", "650"), ("734", "734"), ("735", "650"), ("432", "432"), ("43", "432"), ("352", "352"),
    ("351", "352"), ("53", "530"), ("52", "520"), ("3", "300"),
)  # fmt: skip
#: Functions that are technology for every object.
_TECHNOLOGY = ("2230", "2580")
#: Where books of earlier editions, and many of today's, have what the handbook puts elsewhere:
#: technology that students use under support of instruction, training of other staff under
#: administrative technology.
_ALSO_BOOKED = {"1000": "2230", "2570": "2580"}
#: Titles of state codes that hold only technology.
_OF_TECHNOLOGY = re.compile(
    "technology|information systems|software|internet|data processing|technical equipment",
    re.IGNORECASE,
)
#: Objects that are technology for every function; the others only with a technology function.
_ALWAYS = ("650", "734", "432")


def account_parts(account: str) -> tuple[str, ...]:
    """Parts of an account number, split at the punctuation between them.

    >>> account_parts("10.2580-650 000")
    ('10', '2580', '650', '000')
    """
    return tuple(part for part in _BETWEEN.split(account.strip()) if part)


def code_positions(account_texts: Iterable[str]) -> tuple[int, int] | None:
    """Which parts of the accounts are function and object, by what most accounts look like.

    >>> code_positions(["10-2580-650-000", "10-1000-110-125", "20-2230-650-2580"])
    (1, 2)
    """
    votes = Counter(
        (first, second)
        for parts in map(account_parts, account_texts)
        for first, function in enumerate(parts)
        for second in range(first + 1, min(first + 3, len(parts)))
        if _FUNCTION.match(function) and _OBJECT.match(parts[second])
    )
    return min(votes, key=lambda pair: (-votes[pair], pair), default=None)


@cache
def charts() -> tuple[str, ...]:
    """Charts of accounts that an officer may name: the national one, and states with examples.

    A state's examples are of use where their titles name technology.

    >>> charts()
    ('nces', 'oh', 'wa')
    """
    named = (state.lower() for state in states_with_codes() if _by_state(state))
    return (NATIONAL, *named)


def chart_of(typed: str) -> str | None:
    """Whose codes a ledger has: a state's, the national ones (blank), or None if it is not known.

    No chart counts unless the officer names it: many states have codes of their own that look like
    the national ones, and the examples of states were not checked against their manuals.

    >>> chart_of("nces"), chart_of("wa"), chart_of("")
    ('', 'WA', None)
    """
    name = typed.strip().lower()
    if name == NATIONAL:
        return ""
    return name.upper() if name in charts() else None


def is_of_chart(chart: str, function: str) -> bool:
    """Whether a function may be one of a chart; the national ones have four digits.

    >>> is_of_chart("", "2580"), is_of_chart("", "600"), is_of_chart("", "")
    (True, False, True)
    """
    return bool(chart) or not function or bool(_FUNCTION.match(function))


def kinds_of_cost(function: str, code: str, state: str = "") -> tuple[str, ...]:
    """Kinds of cost that an account may hold by its codes; none if it is not technology.

    Parameters
    ----------
    function, code : str
        Codes of function (or activity) and object.
    state : str
        Two capital letters; the state's own codes are used if it has any.

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
    own = _by_state(state)
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


def narrowed_down(kinds: tuple[str, ...], description: str) -> tuple[str, ...]:
    """Kinds of cost that a description mentions; all of them if it mentions none.

    >>> narrowed_down(("student_devices", "staff_devices", "instructional_software"), "Chromebooks")
    ('student_devices',)
    """
    words = " ".join(re.findall(r"[a-z0-9]+", description.lower()))
    known = ledger_words()
    found = tuple(
        kind for kind in kinds if any(f" {word} " in f" {words} " for word in known.get(kind, ()))
    )
    return found or kinds


def _plain_object(code: str) -> str:
    """Object of the chart of accounts that a more detailed one belongs to."""
    if code[:1] == _SALARIES or code[:1] == _BENEFITS:
        return "100/200"
    return next((plain for start, plain in _BY_START if code.startswith(start)), code)


@cache
def _by_codes() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for account in accounts().values():
        function = account.nces_function
        for booked in (function, _ALSO_BOOKED.get(function)):
            if booked:
                found.setdefault((booked, account.nces_object), []).append(account.category)
    return {codes: tuple(kinds) for codes, kinds in found.items()}


@cache
def _by_object() -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(a.category for a in accounts().values() if a.nces_object == code)
        for code in _ALWAYS
    }


@cache
def _by_state(state: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Kinds of cost by a state's own codes, only where the code itself names technology."""
    found: dict[tuple[str, str], list[str]] = {}
    for category in accounts():
        example = state_code(state, category)
        if example is None or not _OF_TECHNOLOGY.search(example.label):
            continue
        for pair in example.code.split("/"):
            function, _, code = pair.rpartition("-")
            found.setdefault((function, code), []).append(category)
    return {codes: tuple(kinds) for codes, kinds in found.items()}
