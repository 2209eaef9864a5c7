"""Which decks of a batch are to be made, which are as they were, and which scenarios do not apply.

A plan that lacks a scenario of the batch is not at fault: another plan of the batch has it, or the
batch would have been refused. The current plan stands in, and the page says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, parts_missing
from planner.publish.batch.deck import DeckToMake
from planner.publish.batch.runs_table import AskedDeck
from planner.publish.page.head import PageHead
from planner.publish.register.registered_deck import MADE, DeckName, RegisteredDeck
from planner.publish.runs import MANIFEST

#: What an earlier batch is resumed for: everything that is not there, or what failed alone.
Resume = Literal["", "resume", "only failed"]
#: What becomes of a deck when a batch is resumed.
Fate = Literal["made", "as it was", "not made"]

DOES_NOT_APPLY = (
    "Scenario {scenario} does not apply: the plan has no such scenario. The current plan (base) is "
    "shown."
)
IS_LEFT_OUT = "Scenario {scenario} does not apply: the plan has no such scenario. It is left out."
NOT_ASKED = "Only what failed is made again. To make this page, resume the batch."


@dataclass(frozen=True)
class DecksAsked:
    """What is asked for of every plan of a batch.

    Attributes
    ----------
    scenarios : sequence of str
        Scenarios wanted; all of each plan's if none is given.
    output : Path
        Folder of all runs.
    index : Path
        Page that leads to all pages of the batch.
    engine : str
        What executes the notebooks.
    rows : mapping
        Where a table asks for them: name of a plan -> its decks. Then ``scenarios`` says nothing.
    """

    scenarios: Sequence[str]
    output: Path
    index: Path
    engine: str
    rows: Mapping[str, Sequence[AskedDeck]] = field(default_factory=dict)

    def of(self, plans: Sequence[Plan]) -> Iterator[DeckToMake]:
        """The decks of plans, in their order.

        Parameters
        ----------
        plans : sequence of Plan
            All plans of the batch that could be read.
        """
        for plan in plans:
            if plan.name in self.rows:
                for asked in self.rows[plan.name]:
                    yield self._deck(plan, asked.label, asked)
                continue
            for scenario in dict.fromkeys(self.scenarios or plan.compared_names):
                shows = () if scenario == BASE else (scenario, BASE)
                yield self._deck(plan, scenario, AskedDeck(shows))

    def _deck(self, plan: Plan, label: str, asked: AskedDeck) -> DeckToMake:
        """One deck; scenarios of other plans that this one lacks are not on it, which it says."""
        lacks = [name for name in asked.scenarios if parts_missing(plan, name)]
        stands_in = asked.scenarios[0] in lacks if asked.scenarios else False
        said = [
            (DOES_NOT_APPLY if stands_in and not place else IS_LEFT_OUT).format(scenario=name)
            for place, name in enumerate(lacks)
        ]
        shows = tuple(name for name in asked.scenarios if name not in lacks)
        return DeckToMake(
            plan,
            label,
            self.output,
            self.index,
            self.engine,
            plan.compared_names if stands_in or not shows else shows,
            PageHead(asked.title, " ".join(said), asked.prepared),
            stands_in=stands_in,
        )


@dataclass(frozen=True)
class EarlierDecks:
    """What the register says of the decks that an earlier batch was about.

    Attributes
    ----------
    output : Path
        Folder of all runs.
    how : Resume
        What the batch is resumed for; blank where all decks are made.
    had : mapping
        The register as it was before this batch.
    """

    output: Path
    how: Resume
    had: Mapping[DeckName, RegisteredDeck]

    def fate(self, row: RegisteredDeck) -> Fate:
        """Whether a deck is made, is as it was, or is not asked for.

        Parameters
        ----------
        row : RegisteredDeck
            The deck as it would be made now.
        """
        before = self.had.get(row.name)
        if not self.how:
            return "made"
        if before is not None and self._is_as_it_was(before, row):
            return "as it was"
        if self.how == "resume" or self._had_failed(before, row):
            return "made"
        return "not made"

    def _is_as_it_was(self, before: RegisteredDeck, row: RegisteredDeck) -> bool:
        return (
            before.outcome in MADE
            and before.digest == row.digest
            and before.parameters == row.parameters
            and before.planner_version == row.planner_version
            and _all_files_are_there(self.output / before.page, row.digest)
        )

    def _had_failed(self, before: RegisteredDeck | None, row: RegisteredDeck) -> bool:
        found = (before, self.had.get(row.unread))
        return any(one is not None and one.outcome == "failed" for one in found)


def _all_files_are_there(page: Path, digest: str) -> bool:
    """Whether a run holds every file that it is said to hold, of the same tables."""
    try:
        said = json.loads((page.parent / MANIFEST).read_text("utf-8"))
        files = [page, *(page.parent / name for name in said["files"])]
        return said["digest"] == digest and all(file.is_file() for file in files)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def to_do_sentence(fates: Iterable[Fate]) -> str:
    """What there is to do when a batch is resumed.

    Examples
    --------
    >>> to_do_sentence(["as it was", "made", "as it was"])
    '2 decks are as they were; 1 to make.'
    >>> to_do_sentence(["as it was", "made", "not made"])
    '1 deck is as it was; 1 to make; 1 not made, because it did not fail (--resume makes it).'
    """
    found = list(fates)
    kept, make, left = (found.count(fate) for fate in ("as it was", "made", "not made"))
    said = "1 deck is as it was" if kept == 1 else f"{kept} decks are as they were"
    it, them = ("it", "it") if left == 1 else ("they", "them")
    more = f"; {left} not made, because {it} did not fail (--resume makes {them})" if left else ""
    return f"{said}; {make} to make{more}."
