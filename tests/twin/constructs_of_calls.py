"""Parameters of every kind, what Python has built in, records and constants of a module."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from math import floor
from typing import Any

from tests.twin import constructs_used
from tests.twin.constructs import FOREVER, LONG, ORDER, Lot, map_over
from tests.twin.constructs_used import Block, block_name, length_of
from tests.twin.constructs_used import again as deepest
from tests.twin.constructs_used import grown as named_otherwise

EMPTY, WIDTH = "", 4
ROUNDED: dict[str, Callable[[float], float]] = {"down": math.floor, "up": math.ceil, "of": abs}
BY_NAME = dict(zip(("a", "b"), (1, 2), strict=True))
TEXTS = (f"{EMPTY}<{WIDTH}>", *("x", "y"))
SQUARES = {name: [n * n for n in range(n)] for name, n in BY_NAME.items()}
MADE = Block(html="h", text="t")


def shown(*blocks: str, between: str = ", ", style: str = "") -> str:
    """Some texts as one."""
    return f"{style}<{between.join(blocks)}>"


def first_of(first: str, *others: str, none: str = EMPTY) -> tuple[str, int, str]:
    """The first text, and how many others there are."""
    return first, len(others), none


def several_arguments() -> Any:
    words, more = ["a", "b"], ("c",)
    return [
        *(shown(), shown("a"), shown("a", "b", between="-"), shown(*words), shown("z", *words)),
        *(shown(*words, *more, style="s"), shown(between="", *more), first_of("x", none="y")),
        *(first_of("x", *words), first_of("x", "y"), first_of(none="n", first="f")),
    ]


def defaults_that_are_names_or_tuples() -> Any:
    def padded(word: str, width: int = WIDTH, sizes: tuple[int, ...] = (1, -2)) -> Any:
        return [word.ljust(width), sizes, len(sizes)]

    return [padded("ab"), padded("ab", 2), padded("ab", sizes=())]


def whole_and_absolute_numbers() -> Any:
    some = [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.0, -3.0, 1e15 + 0.5, 1234.999]
    return [
        [(math.floor(n), math.ceil(n), floor(n), abs(n), math.copysign(2.0, n)) for n in some],
        [(int(n), abs(int(n))) for n in some],
        *(math.isnan(FOREVER - FOREVER), math.isnan(1.0), math.inf, ROUNDED["down"](-2.5)),
        [ROUNDED[way](2.5) for way in ROUNDED],
    ]


def kinds_told_apart() -> Any:
    things: list[Any] = ["a", True, 0, {}, [], None, 1.5, "", {"a": 1}]
    return [
        (
            *(isinstance(one, str), isinstance(one, bool), isinstance(one, dict)),
            *(isinstance(one, str | bool), isinstance(one, (str, dict)), not isinstance(one, str)),
            "text" if isinstance(one, str) else "other",
        )
        for one in things
    ]


def lists_turned_and_repeated() -> Any:
    words = ["b", "a", "c"]
    grown = list(words)
    grown.extend(["d", "e"])
    last, third = grown.pop(), grown.pop(2)
    first, *rest = words
    return [
        *(list(reversed(words)), [w for w in reversed(LONG)], list(reversed("ab")), words),
        *(
            [0] * 3,
            [""] * 0,
            [[1, 2]] * 2,
            [*[0] * 2, 1],
            2 * [1, 2],
            grown,
            last,
            third,
            first,
            rest,
        ),
        *(
            sorted(words, reverse=True),
            sorted([(1, "b"), (1, "a"), (2, "c")], key=first_number, reverse=True),
        ),
        *(
            sorted(words, key=lambda w: -ord(w)),
            min(words, key=ord),
            max(LONG, key=len),
            min(LONG, key=len),
        ),
        *(
            max([], key=len, default="none"),
            max(words, default=""),
            max(["\uffff", "\U0001f600"]),
            min([(2, "a"), (1, "b")]),
            any(words),
            all(["", "a"]),
            any([0, {}]),
        ),
        *(
            next((w for w in words if w > "z"), None),
            next((w for w in words), "none"),
            enumerated(words),
        ),
    ]


def first_number(pair: tuple[int, str]) -> int:
    return pair[0]


def enumerated(words: list[str]) -> Any:
    return [(place, word) for place, word in enumerate(words, start=-1)]


def dictionaries_changed() -> Any:
    rows = {"a": 1, "b": 2}
    rows.update({"b": 3, "c": 4})
    rows.update([("d", 5)])
    gone, missing = rows.pop("a"), rows.pop("z", 0)
    return [rows, gone, missing, list(reversed(list(rows.items()))), BY_NAME, TEXTS, SQUARES]


def records_compared_and_asked() -> Any:
    block, missing = Block("<p>", "p"), None
    return [
        *(block == Block("<p>", "p"), block != Block("<p>", "q"), Block("a", "b") in [block]),
        *([getattr(block, name) for name in ("html", "text")], [block].index(Block("<p>", "p"))),
        *(
            Lot(1.0) == Lot(1.0),
            Lot(1.0) == Lot(1.0, new=True),
            block == missing,
            {"a": block} == {"a": block},
        ),
        *(block_name(block), replace(block, text="t").text, MADE.html),
    ]


def functions_without_a_name() -> Any:
    twice: Any = lambda n: 2 * n
    return [twice(2), map_over(lambda n: n + 1), [f(3) for f in (lambda n: n, twice, abs)]]


def names_taken_under_another_name() -> Any:
    return [named_otherwise(1.0), constructs_used.grown(1.0, 1), deepest(2)]


def answers_that_are_kept() -> Any:
    block = Block("a", "b")
    return [length_of(block), length_of(block), length_of(Block("aa", "b"))]


def fails_to_find_a_field() -> Any:
    return getattr(Lot(1.0), "missing" + "")


def fails_to_round_what_is_infinite() -> Any:
    return math.floor(FOREVER)


def fails_to_pop_what_is_not_there() -> Any:
    return dict(ORDER).pop("c")
