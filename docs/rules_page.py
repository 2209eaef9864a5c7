"""The page docs/rules.md: every rule of docs/model.md, and which programs calculate it.

It is made of the pointers in docs/model.md and of what ``planner/twin`` translates for the board
page, so it cannot say of a program that it calculates a rule which it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from docs.markdown_table import markdown_table
from planner.twin.board import translated

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "docs" / "model.md"
HEAD = """\
# Every rule, and who calculates it

Three programs calculate a plan. The **engine** makes the planner's numbers, for one case or for
thousands at once. The **rulebook** is the same rules a second time in plain Python; the two share
no formula, and every number of thousands of generated plans agrees to a billionth. The **board
page** is the rulebook, translated by machine to JavaScript: what a reader [tries out](what-if.md)
on the page is calculated there, and in a browser every number is the rulebook's to its last bit.

Each row is a rule of [what every number means](model.md) with the functions that calculate it.
*No* means that the program leaves it out: where the rulebook does, only the engine's own tests
prove the number.

"""
_HEADING = re.compile(r"(?m)^(#{2,3}) (.+)$")
_ITEM = re.compile(r"(?m)^(\d+)\. ")


@dataclass(frozen=True)
class Rule:
    """A rule of the model, or a group of them, with the functions that it points to.

    Attributes
    ----------
    section : str
        Heading under which it stands.
    item : str
        Its number there, if it is one of a list.
    engine, rulebook : tuple of str
        Functions, below ``planner`` and below ``planner.rulebook``.
    """

    section: str
    item: str
    engine: tuple[str, ...]
    rulebook: tuple[str, ...]

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Its row of the table."""
        name = re.sub(r" \(`.*", "", self.section)
        step = f", step {self.item}" if self.item else ""
        link = f"[{name}{step}](model.md#{_anchor(self.section)})"
        return link, _named(self.engine), _named(self.rulebook), self._on_the_page

    @property
    def _on_the_page(self) -> str:
        """Whether the board page calculates it: all of its functions, or which not."""
        names = {f"planner.rulebook.{name}": name for name in self.rulebook}
        missing = [name for dotted, name in names.items() if dotted not in _translated()]
        if not missing:
            return "yes" if names else "no"
        return "no" if len(missing) == len(names) else f"without {_named(missing)}"


@cache
def _translated() -> frozenset[str]:
    return translated()


def pointers(kind: str, text: str) -> tuple[str, ...]:
    r"""Functions to which the lines of one kind point, in their order.

    >>> pointers("Engine", "Engine: `costs.a.b`,\n`costs.a.c`. Rulebook: `a.d`.")
    ('costs.a.b', 'costs.a.c')
    """
    lines = re.findall(rf"{kind}: ((?:`[\w.]+`[,.]\s*)+)", text)
    return tuple(name for line in lines for name in re.findall(r"`([\w.]+)`", line))


def rules(text: str) -> Iterator[Rule]:
    """Every rule of the model that points to a function."""
    marks = list(_HEADING.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end]
        places = [0, *(item.start() for item in _ITEM.finditer(body)), len(body)]
        for start, stop in pairwise(places):
            part = body[start:stop]
            item = _ITEM.match(part)
            found = pointers("Engine", part), pointers("Rulebook", part)
            if any(found):
                yield Rule(mark[2], item[1] if item else "", *found)


def _anchor(heading: str) -> str:
    """Where a heading stands on its page, as the site and the repository's viewer call it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "no"


def rules_page(made: str) -> str:
    """All of the page."""
    head = ("rule", "engine", "rulebook", "board page")
    found = [rule.row for rule in rules(MODEL.read_text(encoding="utf-8"))]
    return f"{made}\n{HEAD}{markdown_table(head, found)}"
