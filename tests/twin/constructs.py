"""Every construct of the subset, once: each function gives the same in Python and in JavaScript.

Those whose name starts with ``fails`` stop in both. They are written as the rulebook might write
them, and not as one would.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.twin import constructs_used
from tests.twin.constructs_used import FIRST, RATE, SECOND, Account, Numbers, grown, is_old

FOREVER = float("inf")
ORDER = {"b": 2, "a": 1}
LONG = ("one", "two", "three")


@dataclass(frozen=True)
class Lot:
    """A record that is not changed, but replaced."""

    units: float
    new: bool = False


def numbers() -> Any:
    return [0, 1.5, 30_000, 1e-9, 0.1 + 0.2, -0.0, 1e300, FOREVER, -FOREVER, RATE]


def texts() -> Any:
    return ["", "it's", 'a "quote"', "a\\b\nc", "`${no}`", "é€", "</script>", FIRST + SECOND]


def texts_with_values() -> Any:
    number, name, there = 12, "Chromebooks", True
    return [f"{name}/{number}", f"`{name}`: ${number} {{}}", f"{there} {None}"]


def arithmetic() -> Any:
    a, b, c = 7.0, 3.0, 0.1
    return [
        *(a + b * c, (a + b) * c, a - (b - c), a - b - c, a / b / c, a / (b / c), a / b * c),
        *(a * (b / c), -a + b, -(a + b), a - -b, 2 * (a - b) / 12, (a + b) / 2, a / (b + c)),
    ]


def floor_division_and_remainder() -> Any:
    pairs = [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (0, 5), (24_311, 12), (1.0, 0.1)]
    found = [(a // b, a % b) for a, b in pairs]
    return [*found, (2 + 7) // 2 * 3, 7 % 4 + 1, -7 // 2]


def chained_comparisons() -> Any:
    one, other, calls = 1, 3, [2.0]
    return [
        *(1 <= one < other, one < other < 2, 0 < len(calls) <= 1, other > one >= 1),
        *(1 <= grown(calls[0]) <= 2, 0 < one < other < 4, one == 1 == other),
    ]


def equality() -> Any:
    pair, same, words = (1, "a"), (1, "a"), ["x", ["y"]]
    return [
        *(pair == same, pair != same, words == ["x", ["y"]], {"a": [1]} == {"a": [1]}),
        *(True == 1, 0 == False, 1 == 1.0, pair == (1, "b"), FIRST == "a", FIRST != SECOND),
        *(None is None, words is not None, {"a": 1} == {"b": 1}),
    ]


def truth_of_empty_things() -> Any:
    things: list[Any] = [0, 0.0, 1, "", "0", [], [0], {}, {"": 0}, None, False, True, (), (None,)]
    return [(bool(thing), not thing, "yes" if thing else "no") for thing in things]


def both_and_either() -> Any:
    empty: list[int] = []
    nothing: float | None = None
    name = ""
    two, zero = len("ab"), len("")
    found: list[Any] = [name or "unnamed", nothing or 0.0, empty and 1, two and empty]
    found.append(zero or empty or "last")
    if (name or empty) and not nothing:
        found.append("wrong")
    if not (name or empty) and (nothing is None or name):
        found.append("right")
    return found


def both_and_either_ask_no_further() -> Any:
    nothing: dict[str, int] = {}
    return [nothing and nothing["missing"], "found" or nothing["missing"], len(nothing) > 0 and 1]


def choices() -> Any:
    n = 5
    return ["few" if n < 3 else "some" if n < 7 else "many", (1 if n else 2) + 1, [0 if n else 1]]


def dictionaries_keep_their_order() -> Any:
    by_year: dict[int, float] = {2030: 1.0, 2026: 2.0}
    by_year[2028] = 3.0
    by_year[2030] = 4.0
    by_year[2026] += 0.5
    del by_year[2028]
    by_year[2028] = 5.0
    return [by_year, list(by_year), list(by_year.values()), by_year.items(), min(by_year), ORDER]


def dictionaries_with_any_key() -> Any:
    found: dict[Any, int] = {("K", 2026): 1, "K": 2, 2026: 3, "2026": 4, None: 5, (1, (2, "x")): 6}
    found["K", 2026] += 10
    found["\0tuple"] = 7
    found["__proto__"] = 8
    found["constructor"] = 9
    asked = [("K", 2026) in found, ("K", 2027) in found, "toString" in found, 2026.0 in found]
    return [found, asked, [key for key in found], found.get((1, (2, "x")))]


def dictionaries_made() -> Any:
    rows = {"a": 1.0, "b": 2.0}
    more = {**rows, "c": 3.0, **{"a": 4.0}}
    rows.setdefault("a", 9.0)
    rows.setdefault("d", 5.0)
    inner = more.setdefault("e", 0.0)
    copied = dict(rows)
    copied.clear()
    return [more, rows, copied, inner, dict.fromkeys(rows, 0.0), dict.fromkeys(["x", "y"]), {}]


def dictionaries_asked() -> Any:
    rows: dict[str, float | None] = {"a": None, "b": 0.0}
    return [rows.get("a"), rows.get("a", 1.0), rows.get("c"), rows.get("c", 2.0), "a" in rows]


def lists() -> Any:
    found = [3, 1, 2]
    found.append(1)
    found.remove(1)
    found[0] = 9
    found[-1] += 1
    more = [*found, 0, *(5, 6)]
    return [found, more, found[-1], found.index(2), list(found), tuple(found), 9 in found]


def slices() -> Any:
    return [LONG[1:], LONG[:1], LONG[-2:], LONG[1:2], LONG[:-1], LONG[5:], LONG[:], LONG[2:1]]


def comprehensions() -> Any:
    rows = {"a": [1, 2], "b": [], "c": [3]}
    return [
        [name for name in rows],
        [number * 2 for numbers in rows.values() for number in numbers if number != 2],
        {name: len(row) for name, row in rows.items() if row},
        {(name, number): number for name, row in rows.items() for number in row},
        [[n + m for m in range(n)] for n in range(4)],
        [(a, _) for _, a, _ in [(1, 2, 3), (4, 5, 6)]],
        [(a, b) for (a, _), b in zip([(1, 2), (3, 4)], "xy".partition("|")[:2], strict=True)],
    ]


def any_and_all() -> Any:
    rows = [{"n": 0}, {"n": 2}]
    nothing: list[int] = []
    return [
        *(any(row["n"] for row in rows), all(row["n"] for row in rows), any(n for n in nothing)),
        *(all(n for n in nothing), any(n in LONG for n in ("two", "four") if n != "two")),
    ]


def least_and_greatest() -> Any:
    nothing: list[int] = []
    return [
        *(min(2, 1), max(1, 2.5), min(3, 1, 2), max(0.0, -0.0), max(-0.0, 0.0), min(0.0, -0.0)),
        *(min([4, 3, 5]), max(n * n for n in (1, -3, 2)), max(nothing, default=7)),
        *(min((n for n in (1, 2) if n > 1), default=0), max(ORDER.values()), min({5: 1, 4: 2})),
    ]


def sorted_lists() -> Any:
    lots = [Lot(3.0), Lot(1.0, new=True), Lot(3.0, new=True), Lot(1.0)]

    def rank(lot: Lot) -> tuple[float, bool]:
        return -lot.units, not lot.new

    by_rank = sorted(lots, key=rank)
    words = sorted(["b", "a", "B", "é", "aa", "\U0001f600", "\uffff", ""])
    return [
        *(
            words,
            sorted([3, 1, 2]),
            sorted({2: "x", 1: "y"}),
            sorted([(2, "a"), (1, "b"), (2, "")]),
        ),
        [(lot.units, lot.new) for lot in by_rank],
        [lot.units for lot in sorted(lots, key=lambda lot: lot.units)],
    ]


def ranges_and_numbered() -> Any:
    found = [list(range(3)), list(range(2, 5)), list(range(3, 1))]
    for place, (name, number) in enumerate(ORDER.items()):
        found.append([place, len(name), number])
    numbered = [(n, word) for n, word in enumerate(LONG, 2)]
    return [found, numbered, next(word for word in LONG if len(word) > 3)]


def kinds_of_number() -> Any:
    return [int(2.9), int(-2.9), int(-0.5), int("12"), float(3), float(True), int(True), str(12)]


def methods_of_text() -> Any:
    return ["k-5".upper(), "K-5-6".partition("-"), "K5".partition("-"), "-5" in "K-5", str("x")]


def names_that_javascript_keeps() -> Any:
    default, new, delete, function, var, this = 1, 2, 3, 4, 5, 6
    arguments, Map, undefined, let = [7], {8: 9}, None, "let"
    typeof = {"default": default, "new": Lot(1.0, new=True).new}
    return [default, new, delete, function, var, this, arguments, Map, undefined, let, typeof]


def names_given_in_branches() -> Any:
    found: list[Any] = []
    for number in range(4):
        if number == 1:
            kept = number
            found.append(kept)
        elif number == 2:
            found.append(kept)
        if number > 1:
            size = "large"
        else:
            size = "small"
        found.append(size)
    for number in ORDER.values():
        found.append(number)
    found.append(number)
    a, b = 1, 2
    a, b = b, a
    first = second = 0.5
    second += a
    return [found, a, b, first, second]


def names_of_comprehensions_are_their_own() -> Any:
    year = 1
    years = [year for year in range(5)]
    for name in LONG:
        names = [name for name in (name, "x")]
    return [year, years, names, name]


def loops_that_stop() -> Any:
    found = []
    for outer in range(5):
        if outer == 1:
            continue
        for inner in range(5):
            if inner > outer:
                break
            found.append((outer, inner))
        pass
    return found


def change_while_going_through_a_copy() -> Any:
    rows = {1: "a", 2: "b", 3: "c"}
    for key in list(rows):
        if key != 2:
            del rows[key]
    return rows


def cells_given_at_once() -> Any:
    rows: dict[str, Any] = {"a": 1, "b": 2}
    lot = Account("x")
    rows["a"], rows["b"] = rows["b"], rows["a"]
    lot.name, lot.balance[2026] = "y", 1.5
    lot.balance[2026] *= 2 + 1
    lot.balance[2026] -= 2 - 1
    lot.balance[2026] /= 4
    lot.opened += 1
    rows["c"] = rows["d"] = 0.0
    return [rows, lot.name, lot.balance, lot.opened]


def records() -> Any:
    one, other = Account("one"), Account(opened=2019, name="other")
    one.balance[2026] = 1.0
    one.notes.append("n")
    lot = replace(Lot(2.0), units=3.0)
    lots = [replace(each, new=True) for each in (lot, Lot(4.0))]
    found = [(each.units, each.new) for each in [lot, *lots]]
    return [one.balance, other.balance, other.notes, is_old(one), is_old(other), found]


def named_and_left_out_arguments() -> Any:
    return [
        *(grown(1.0), grown(1.0, 2), grown(years=3, amount=2.0), grown(1.0, rate=0.1)),
        *(constructs_used.grown(1.0, years=2, rate=0.0), constructs_used.RATE),
    ]


def functions_within_functions() -> Any:
    base = 10.0

    def more(number: float, times: int = 2) -> float:
        def added(so_far: float) -> float:
            return so_far + base

        return added(number) * times

    def say_nothing(number: float) -> float | None:
        if number > 1:
            return number
        return None

    base = 20.0
    handed: Any = more
    return [more(1.0), more(times=3, number=1.0), handed(1.0), say_nothing(0.5), map_over(more)]


def map_over(function: Any) -> Numbers:
    """What a function that is handed over gives."""
    return [function(n) for n in (1.0, 2.0)]


def nothing_comes_back() -> Any:
    found: list[Any] = []
    for number in (0, 1):
        if number:
            found.append(maybe(number))
        found.append(maybe(number))
    return found


def says_nothing(number: int) -> None:
    """Nothing comes back."""
    if number:
        return
    pass


def maybe(number: int) -> str | None:  # type: ignore[return]
    """A word, or nothing at the end."""
    if number:
        return "word"
    says_nothing(number)


def fails_without_the_entry() -> Any:
    return {"a": 1}["b"]


def fails_without_the_place() -> Any:
    return list(LONG)[3]


def fails_before_the_first_place() -> Any:
    return list(LONG)[-4]


def fails_to_delete_what_is_not_there() -> Any:
    rows = {"a": 1}
    del rows["b"]
    return rows


def fails_to_find_a_place() -> Any:
    return LONG.index("four")


def fails_to_divide_by_zero() -> Any:
    return 1 / len([])


def fails_to_find_a_remainder_of_zero() -> Any:
    return 1 % len([])


def fails_with_lists_of_different_lengths() -> Any:
    return [a for a, _ in zip(LONG, [1], strict=True)]


def fails_without_a_least() -> Any:
    nothing: list[float] = []
    return min(nothing)


def fails_as_told() -> Any:
    if LONG:
        raise ValueError(LONG[0])
    return LONG


def fails_to_make_a_number_of_a_word() -> Any:
    return int(LONG[0])
