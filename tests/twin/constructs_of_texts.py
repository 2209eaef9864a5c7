"""Texts by their characters, and their methods: the same in Python and in JavaScript."""

from __future__ import annotations

from html import escape
from typing import Any

LONG = ("one", "two", "three")


def texts_taken_apart() -> Any:
    line = " \t a b\u00a0\x85c \u3000"
    return [
        *(
            line.split(),
            line.strip(),
            line.lstrip(),
            line.rstrip(),
            "a, b,".split(", "),
            "".split(),
        ),
        *(
            "a,,b".split(","),
            "".split(","),
            "xxabxx".strip("x"),
            "xyax".lstrip("yx"),
            "ab".strip(""),
        ),
        *("\ufeffa\u200b".strip(), "abca".rstrip("ac"), "".strip(), "\x1c\x1fa\x1e".split()),
        *("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".rpartition("-"), "a b".split(" ")),
        *("1 year".removeprefix("1 "), "1 year".removeprefix("year"), "a.py".removesuffix(".py")),
        *(
            "a".removesuffix(""),
            "aa".removeprefix("aa"),
            "a$1b".replace("$1", "$&"),
            "aaa".replace("aa", "b"),
        ),
        *("abcabc".count("bc"), LONG.count("two"), "abc".index("c"), "abcabc".rpartition("bc")),
    ]


def texts_put_together() -> Any:
    parts = ["a", "", "c"]
    return [
        *(", ".join(parts), "".join([]), "-".join("xyz"), "\n".join(f"<{p}>" for p in parts)),
        *(
            "ab".ljust(5),
            "ab".rjust(5, "."),
            "abc".ljust(2),
            "".rjust(1),
            "-" * 3,
            2 * "ab",
            "x" * 0,
        ),
        *("a" + "b" + str(3), f"{'=' * 2}|", "it" if parts else "none", "abc" + "d" * 2),
    ]


def texts_asked() -> Any:
    return [
        *("($1)".startswith("($"), "a".startswith(""), "a b".endswith(" b"), "a" in "cab"),
        *("x" not in "cab", "".startswith("a"), "ab".startswith(("b", "a")), "" in "a", "a" == "a"),
        *(
            "Az".upper(),
            "AZ\u00c4".lower(),
            "stra\u00dfe".upper(),
            "\u0130".lower(),
            "\u03a3\u03a3".lower(),
        ),
    ]


def texts_by_their_characters() -> Any:
    smile = "a\U0001f600b\U0001f601"
    return [
        *(
            len(smile),
            smile[1],
            smile[-1],
            smile[1:3],
            smile[:-1],
            smile[2:],
            smile[-3:],
            smile[4:],
        ),
        *(smile.ljust(6, "."), smile.rjust(5), list(smile), [c for c in smile], smile.split("b")),
        *("abc"[0], "abc"[-1], "abc"[1:], len("abc"), ord("a"), ord(smile[1]), smile.index("b")),
        *(
            smile.strip("a\U0001f601"),
            {c: n for n, c in enumerate(smile)},
            tuple("ab"),
            sorted("ba"),
        ),
        *(
            min("ba"),
            list("\u00e9") == list("e\u0301"),
            len("e\u0301"),
            "-".join(smile),
            smile.count("b"),
        ),
        *(smile.replace("\U0001f600", ""), smile.partition("b"), any(c == "b" for c in smile)),
    ]


def texts_made_safe() -> Any:
    hidden = {ord(c): None for c in "\u200b\ufeff"}
    words = "</script><b a='1' b=\"2\">R&amp;D\u200b\ufeff"
    other = {97: "AA", 98: None, 99: 100}
    return [escape(words.translate(hidden), quote=True), escape(words), "abcz".translate(other)]


def fails_to_join_numbers() -> Any:
    return "".join([1, 2])  # type: ignore[list-item]


def fails_to_find_a_part() -> Any:
    return LONG[0].index("x")


def fails_without_a_character() -> Any:
    return LONG[0][3]


def fails_to_split_at_nothing() -> Any:
    return LONG[0].split("")
