"""Every construct of the subset gives in Chromium what it gives in Python; the rest is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser

from planner.twin.subset import OutsideTheSubsetError
from planner.twin.translate import translate
from tests.twin import constructs, constructs_used
from tests.twin.computed import computed, said

ANSWERED = """
function answered(names) {
  return Object.fromEntries(names.map((name) => {
    try {
      return [name, said(twin.constructs[name]())];
    } catch (error) {
      return [name, "it fails"];
    }
  }));
}
"""


def asked() -> dict[str, Callable[[], Any]]:
    """Functions of constructs.py that need nothing."""
    found = inspect.getmembers(constructs, inspect.isfunction)
    return {
        name: function
        for name, function in found
        if function.__module__ == constructs.__name__ and not inspect.signature(function).parameters
    }


def source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the translated functions give in the browser, by name."""
    modules = {"constructs": constructs, "constructs_used": constructs_used}
    sources = {name: source(module) for name, module in modules.items()}
    script = translate(sources, "tests.twin", {name: f"{name}.py" for name in modules})
    page = tmp_path_factory.mktemp("twin") / "constructs.html"
    found: dict[str, Any] = computed(browser, page, [script, ANSWERED], list(asked()))
    return found


@pytest.mark.browser
@pytest.mark.parametrize("name", list(asked()))
def test_construct_gives_the_same(name: str, answers: dict[str, Any]) -> None:
    function = asked()[name]
    if name.startswith("fails"):
        with pytest.raises((LookupError, ValueError, ArithmeticError)):
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
    "return sum(n)": "sum(n) is not translated.",
    "return round(n)": "round(n) is not translated.",
    "return zip(n, n)": "zip(n, n) is not translated.",
    "return sorted(n, reverse=True)": "sorted(n, reverse=True) is not translated.",
    "return min(n, key=len)": "min(n, key=len) is not translated.",
    "return dict.from_nothing(n)": "dict.from_nothing(n) is not translated.",
    "return n.sort()": "The method sort is not translated so.",
    "return n.get(1, 2, 3)": "The method get is not translated so.",
    "return missing": "The name missing is not known here.",
    "return len": "The name len is not known here.",
    "return default_": "The name default_ is taken by a word of JavaScript.",
    "return n[::2]": "A slice with a step is not translated.",
    "return [1] + n": "Lists are not added with +; write [*one, *other].",
    "n += [1]": "Lists are not added with +; write [*one, *other].",
    "return n is True": "is is translated only with None.",
    "return f'{n:.2f}'": "A value with a format is not translated.",
    "return b'x'": "b'x' is not translated.",
    "return 2**53": "** (multiply in a loop) is not translated.",
    "return 9007199254740993": "A whole number above 2^53 is not translated.",
    "return ~n": "~ is not translated.",
    "return n & 1": "& is not translated.",
    "return 0 < f(n) < f(n) < 2": "A chain of more than two comparisons is not translated.",
    "return f(*n)": "Arguments with a star are not translated.",
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
#: The same at the top of a module.
REFUSED_AT_THE_TOP = {
    "import math": "import (from a module, import its names) is not translated.",
    "from math import floor": "floor of math is not translated.",
    "from rules.other import f as g": "An import under another name is not translated.",
    "class Row:\n    pass": "a class that is not a dataclass of fields alone is not translated.",
    "@dataclass\nclass Row(Other):\n    pass": (
        "a class that is not a dataclass of fields alone is not translated."
    ),
    "@dataclass\nclass Row:\n    def f(self): pass": (
        "a class that is not a dataclass of fields alone is not translated."
    ),
    "@dataclass\nclass Row:\n    a: int = f()": (
        "A default that is not a constant is not translated."
    ),
    "@cache\ndef f(n): pass": "A function with a decorator is not translated.",
    "def f(*n): pass": "A function with * or ** parameters is not translated.",
    "def f(n=[]): pass": "A default that is not a constant is not translated.",
    "async def f(): pass": "an asynchronous function is not translated.",
    "a = b = 1": "A constant is given one value, once.",
    "a.b = 1": "At the top of a module only names are assigned.",
    "if a:\n    b = 1": "If is not translated.",
    "from rules import rules\na = rules.f": "Modules that import each other stop here.",
}


@pytest.mark.parametrize("python", REFUSED)
def test_outside_the_subset_it_stops_with_file_line_and_a_sentence(python: str) -> None:
    whole = f"def f(n):\n    {python}\n"
    line = 3 if "def g" in python else 2
    with pytest.raises(OutsideTheSubsetError) as refused:
        translate({"rules": whole}, "rules", {"rules": "rules.py"})
    assert str(refused.value) == f"rules.py:{line}: {REFUSED[python]}"


@pytest.mark.parametrize("python", REFUSED_AT_THE_TOP)
def test_at_the_top_of_a_module_it_stops_too(python: str) -> None:
    with pytest.raises(OutsideTheSubsetError) as refused:
        translate({"rules": python}, "rules", {"rules": "rules.py"})
    file, _, sentence = str(refused.value).split(":", 2)
    assert (file, sentence) == ("rules.py", f" {REFUSED_AT_THE_TOP[python]}")
