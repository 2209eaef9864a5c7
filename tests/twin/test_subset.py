"""Every construct of the subset gives in Chromium what it gives in Python; the rest is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from planner.twin.subset import OutsideTheSubsetError
from planner.twin.translate import refusals, translate
from tests.twin import constructs, constructs_of_calls, constructs_of_texts
from tests.twin.computed import computed, said

ANSWERED = """
function answered(names) {
  return Object.fromEntries(names.map((name) => {
    try {
      return [name, said(twin[name]())];
    } catch (error) {
      return [name, "it fails"];
    }
  }));
}
"""


def asked() -> dict[str, Callable[[], Any]]:
    """Functions of constructs.py and its like that need nothing."""
    return {
        name: function
        for module in (constructs, constructs_of_calls, constructs_of_texts)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not inspect.signature(function).parameters
    }


def source(dotted: str) -> tuple[str, str] | None:
    file = Path(__file__).with_name(f"{dotted.rpartition('.')[2]}.py")
    known = dotted.startswith("tests.twin.") and file.is_file()
    return (file.name, file.read_text(encoding="utf-8")) if known else None


@pytest.fixture(scope="module")
def answers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the translated functions give in the browser, by name."""
    names = [f"{function.__module__}.{name}" for name, function in asked().items()]
    script = translate(names, source, "twin")
    page = tmp_path_factory.mktemp("twin") / "constructs.html"
    found: dict[str, Any] = computed(browser, page, [script, ANSWERED], list(asked()))
    return found


@pytest.mark.browser
@pytest.mark.parametrize("name", list(asked()))
def test_construct_gives_the_same(name: str, answers: dict[str, Any]) -> None:
    function = asked()[name]
    if name.startswith("fails"):
        with pytest.raises((LookupError, ValueError, ArithmeticError, AttributeError, TypeError)):
            function()
        assert answers[name] == "it fails"
    else:
        assert answers[name] == said(function())


#: Python outside the subset, within a function of one parameter, and what is said of it.
REFUSED = {
    "return n ** 2": "** (multiply in a loop) is not translated.",
    "return {1, n}": (
        "a set (its order differs from run to run; use a dictionary) is not translated."
    ),
    "return {m for m in n}": (
        "a set (its order differs from run to run; use a dictionary) is not translated."
    ),
    "return sum(n)": (
        "sum(n) is not translated. Use planner.rulebook.sums.total, or a loop for whole numbers."
    ),
    "return map(f, n)": "map(f, n) is not translated. Write a comprehension.",
    "return round(n)": "round(n) is not translated. Write it with math.floor.",
    "return zip(n, n)": "zip is translated with strict=True.",
    "return sorted(n, reverse=n)": "sorted(n, reverse=n) is not translated.",
    "return min(n, 1, key=len)": "min(n, 1, key=len) is not translated.",
    "return dict.from_nothing(n)": "dict.from_nothing(n) is not translated.",
    "return enumerate(n, at=1)": "enumerate(n, at=1) is not translated.",
    "return isinstance(n, list)": "Only str, bool and dict can be told apart in JavaScript.",
    "return escape(n, quote=False)": "escape(n, quote=False) is not translated.",
    "return replace(n, n)": "dataclasses.replace is not translated.",
    "return min(n, first=1)": "min(n, first=1) is not translated.",
    "return any(n, n)": "any(n, n) is not translated.",
    "return isinstance(n)": "isinstance(n) is not translated.",
    "return n[0](m=1)": "A function that was handed over takes no named arguments.",
    "return [m async for m in n]": "await is not translated.",
    "return np.sum(n)": "numpy.sum is not translated.",
    "return np": "numpy is not translated.",
    "return Path": "pathlib.Path is not translated.",
    "return math.fsum(n)": "math.fsum is not translated.",
    "return several": "A function with a * parameter is not handed over.",
    "return [a for (a, _), _ in n]": "_ is given twice.",
    "first, *rest, last = n": "Only the last of several names takes the rest.",
    "return [m for m in n if (lambda k=1: k)]": "A lambda takes parameters without defaults.",
    "return n.sort()": "The method sort is not translated so.",
    "return n.get(1, 2, 3)": "The method get is not translated so.",
    "return missing": "The name missing is not known here.",
    "return min": "min is not translated as a value.",
    "return default_": "The name default_ is taken by a word of JavaScript.",
    "return n[::2]": "A slice with a step is not translated.",
    "return [1] + n": "Lists are not added with +; write [*one, *other].",
    "n += [1]": "Lists are not added with +; write [*one, *other].",
    "return n is True": "is is translated only with None.",
    "return f'{n:.2f}'": "A value with a format is not translated: use format/money.py.",
    "return b'x'": "b'x' is not translated.",
    "return 2**53": "** (multiply in a loop) is not translated.",
    "return 9007199254740993": "A whole number above 2^53 is not translated.",
    "return ~n": "~ is not translated.",
    "return n & 1": "& is not translated.",
    "return 0 < f(n) < f(n) < 2": "A chain of more than two comparisons is not translated.",
    "return f(*n)": "Arguments with a star are for a parameter with a star.",
    "return n[0](*n)": "Arguments with a star are for a parameter with a star.",
    "return f(**n)": "Arguments with two stars are not translated.",
    "return f(n, m=1)": "f does not take m here.",
    "return f(n, n)": "f does not take so many arguments.",
    "return f()": "f needs n.",
    "return (lambda m: m)(n)": "Lambda is not translated.",
    "return (m := n)": "an assignment within an expression is not translated.",
    "while n:\n        n -= 1": "while (use for) is not translated.",
    "with n:\n        pass": "with is not translated.",
    "try:\n        pass\n    finally:\n        pass": "try is not translated.",
    "global f": "global is not translated.",
    "import math": "import (from a module, import its names) is not translated.",
    "yield n": "yield is not translated.",
    "assert n": "Assert is not translated.",
    "for m in n:\n        pass\n    else:\n        pass": "A loop with else is not translated.",
    "for n[0] in n:\n        pass": "Only names are given by a loop or by several at once.",
    "for m in n:\n        def g():\n            return m": (
        "A function within a loop is not translated."
    ),
    "a = b = f(n)": "Only a constant is given to several names at once.",
    "n[0], n[1] = n": "Several cells are given as many values, one by one.",
    "n[:1] = n": "This cannot be given a value.",
    "f(n)[0] += 1": "What is changed in place is named without a call.",
    "del n": "Only an entry of a dictionary is deleted.",
    "raise ValueError": "An error is raised with one thing to say, as E(words).",
}
#: The same of what a function reaches at the top of its module.
REFUSED_AT_THE_TOP = {
    "class It:\n    pass": "a class that is not a dataclass of fields alone is not translated.",
    "@dataclass\nclass It(Other):\n    pass": (
        "a class that is not a dataclass of fields alone is not translated."
    ),
    "@dataclass\nclass It:\n    def f(self): pass": (
        "a class that is not a dataclass of fields alone is not translated."
    ),
    "@dataclass\nclass It:\n    a: int = f()": (
        "A default that is not a constant is not translated."
    ),
    "@cache\ndef It(): pass": "A function with a decorator is not translated.",
    "def It(**n): pass": "A function with ** parameters is not translated.",
    "def It(n=[]): pass": "A default that is not a constant is not translated.",
    "def It(n, m=n): pass": "A default that is not a constant is not translated.",
    "async def It(): pass": "an asynchronous function is not translated.",
    "It = b = 1": "A constant is given one value, once.",
    "It = 1\nIt = 2": "A constant is given one value, once.",
    "It = 1\nIt += 2": "A constant is given one value, once.",
    "It.b = 1": "At the top of a module only names are assigned.",
    "if a:\n    It = 1": "The name It is not known here.",
    "from rules.other import It": "rules.other.It is not translated.",
    "from numpy import It": "numpy.It is not translated.",
    "from .other import It": ".other.It is not translated.",
}
#: What stands around the function that is refused.
AROUND = """
import math
import numpy as np
from dataclasses import replace
from html import escape
from pathlib import Path

def several(*n):
    return n
"""


@pytest.mark.parametrize("python", REFUSED)
def test_outside_the_subset_it_stops_with_file_line_and_a_sentence(python: str) -> None:
    whole = f"def f(n):\n    {python}\n{AROUND}"
    line = 3 if "def g" in python else 2
    with pytest.raises(OutsideTheSubsetError) as refused:
        translate(["rules.all.f"], {"rules.all": ("all.py", whole)}.get, "rules")
    assert str(refused.value) == f"all.py:{line}: {REFUSED[python]}"


@pytest.mark.parametrize("python", REFUSED_AT_THE_TOP)
def test_at_the_top_of_a_module_it_stops_too(python: str) -> None:
    whole = f"{python}\n\ndef f():\n    return It()\n"
    with pytest.raises(OutsideTheSubsetError) as refused:
        translate(["rules.all.f"], {"rules.all": ("all.py", whole)}.get, "rules")
    file, _, sentence = str(refused.value).split(":", 2)
    assert (file, sentence) == ("all.py", f" {REFUSED_AT_THE_TOP[python]}")


SHARED = {
    "rules.board.keep": (
        "board/keep.py",
        "from rules.keep import keep as of_rules\nfrom rules import money\n"
        "def keep(n):\n    return money.whole(of_rules(n))",
    ),
    "rules.keep": ("keep.py", "MOST = 2\ndef keep(n):\n    return n * MOST"),
    "rules": ("__init__.py", ""),
    "rules.money": ("money.py", "import numpy\ndef whole(n):\n    return n\nA = numpy.array()"),
}


def test_modules_that_share_a_name_are_called_by_more_of_it() -> None:
    script = translate(["rules.board.keep.keep"], SHARED.get, "page")
    assert (
        "const money = modules.money;\n    const { keep: of_rules } = modules.rules_keep;" in script
    )
    assert "keep: modules.board_keep.keep,\n" in script
    assert "MOST = 2" in script
    assert "numpy" not in script


def test_every_refusal_is_told_once_file_by_file() -> None:
    python = "def f(n):\n    g(n)\n    g(n)\n    while n:\n        pass\n    return n ** 2\n"
    other = "def g(n):\n    return n @ n\n"
    sources = {
        "rules.one": ("one.py", f"from rules.other import g\n{python}"),
        "rules.other": ("other.py", other),
    }
    assert refusals(["rules.one.f"], sources.get) == [
        "one.py:5: while (use for) is not translated.",
        "one.py:7: ** (multiply in a loop) is not translated.",
        "other.py:2: @ is not translated.",
    ]


@pytest.mark.parametrize(
    ("sources", "roots", "sentence"),
    [
        (
            {
                "rules.a": ("a.py", "from rules.b import g\ndef f():\n    return g()"),
                "rules.b": ("b.py", "from rules.a import f\ndef g():\n    return f()"),
            },
            ["rules.a.f"],
            "a.py:1: Modules that need each other stop here.",
        ),
        (
            {
                "rules.a": ("a.py", "def f():\n    return 1"),
                "rules.b": ("b.py", "def f():\n    return 2"),
            },
            ["rules.a.f", "rules.b.f"],
            "a.py:1: Two are called f.",
        ),
        (
            {
                "rules": ("__init__.py", ""),
                "rules.a": ("a.py", "from rules import b\ndef f():\n    return b.missing"),
                "rules.b": ("b.py", ""),
            },
            ["rules.a.f"],
            "a.py:3: rules.b has no name missing.",
        ),
        (
            {
                "rules": ("__init__.py", ""),
                "rules.a": ("a.py", "from rules import b\ndef f():\n    return b.g()"),
                "rules.b": ("b.py", "from rules.c import g"),
                "rules.c": ("c.py", "def g():\n    return 1"),
            },
            ["rules.a.f"],
            "a.py:3: Import g from rules.c.",
        ),
    ],
)
def test_what_cannot_be_put_together_stops(
    sources: dict[str, tuple[str, str]], roots: list[str], sentence: str
) -> None:
    with pytest.raises(OutsideTheSubsetError) as refused:
        translate(roots, sources.get, "rules")
    assert str(refused.value) == sentence


def test_a_root_that_is_not_there_is_said() -> None:
    with pytest.raises(LookupError, match=r"There is no rules\.a\.f\."):
        translate(["rules.a.f"], lambda _: None, "rules")
