"""One row of the register of runs: what is known of a deck."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from planner import __version__
from planner.analysis.figures import Figures, cliff, first_year
from planner.plan.plan import Plan
from planner.projection.yearly_totals import A_CENT

#: What became of a deck. *Waiting* and *begun* are those of a batch that is at work or was killed.
Outcome = Literal["waiting", "begun", "made", "not applicable", "failed", "stopped", "left out"]
#: What became of decks that have a page.
MADE: tuple[Outcome, ...] = ("made", "not applicable")
#: What a deck is called, whichever batch made it: its plan, its scenarios, its title.
DeckName = tuple[str, str, str]


@dataclass(frozen=True)
class HeadlineFigures:
    """The figures of a deck that an office asks for first, in dollars and cents.

    Attributes
    ----------
    unfunded_in_all : float
        Cost that nobody pays, over the whole plan [USD].
    first_under_policy : int, optional
        Fiscal year in which the reserve is first below the board's policy.
    structural_balance_first, structural_balance_last : float
        Recurring revenue less sustainable cost, in the first and in the last year [USD].
    cliff_year : int, optional
        Fiscal year in which money that ends covers less by most.
    cliff_size : float, optional
        By how much [USD].
    """

    unfunded_in_all: float
    first_under_policy: int | None
    structural_balance_first: float
    structural_balance_last: float
    cliff_year: int | None
    cliff_size: float | None


def headline_figures(found: Figures) -> HeadlineFigures:
    """The figures of a scenario that an office asks for first.

    Parameters
    ----------
    found : Figures
        What the scenario means by year.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> main = compare(read_plan(example("prairie-view")), ["base"]).main.figures
    >>> headline_figures(main).cliff_year in main.years
    True
    """
    reserve = zip(found.reserve, found.reserve_policy, strict=True)
    falls = cliff(found)
    return HeadlineFigures(
        unfunded_in_all=round(sum(found.unfunded), 2),
        first_under_policy=first_year(found, [held < asked - A_CENT for held, asked in reserve]),
        structural_balance_first=round(found.structural_balance[0], 2),
        structural_balance_last=round(found.structural_balance[-1], 2),
        cliff_year=falls.year if falls else None,
        cliff_size=round(falls.size, 2) if falls else None,
    )


@dataclass(frozen=True, kw_only=True)
class RegisteredDeck:
    """One row of the register.

    Attributes
    ----------
    district, state, nces_id : str
        Whose deck it is, where the plan says so.
    plan : str
        What the plan is called.
    plan_path : str
        Where it is, seen from the folder of all runs.
    scenario : str
        What was asked for; blank where the plan could not be read.
    title : str
        Title that was asked for; blank for the usual one.
    outcome : Outcome
        What became of it.
    remark : str
        What went wrong, one problem a line; or what else to know about the deck.
    answer : str
        The answer, as the page gives it.
    unfunded_in_all, first_under_policy, structural_balance_first, structural_balance_last, \
cliff_year, cliff_size : number, optional
        See :class:`HeadlineFigures`.
    digest : str
        Fingerprint of the tables that it was made from.
    parameters : str
        What the deck was made with, as JSON.
    planner_version : str
        Version of the planner that made it.
    batch : str
        Batch in which it was last begun.
    started : str
        When it was begun, with the time zone.
    seconds : float, optional
        How long it took [seconds].
    page, results : str
        The page, and its results for other programs, seen from the folder of all runs.
    """

    district: str = ""
    state: str = ""
    nces_id: str = ""
    plan: str
    plan_path: str
    scenario: str
    title: str = ""
    outcome: Outcome = "waiting"
    remark: str = ""
    answer: str = ""
    unfunded_in_all: float | None = None
    first_under_policy: int | None = None
    structural_balance_first: float | None = None
    structural_balance_last: float | None = None
    cliff_year: int | None = None
    cliff_size: float | None = None
    digest: str = ""
    parameters: str = ""
    planner_version: str = ""
    batch: str = ""
    started: str = ""
    seconds: float | None = None
    page: str = ""
    results: str = ""

    @property
    def name(self) -> DeckName:
        """What the deck is called, whichever batch made it."""
        return self.plan_path, self.scenario, self.title

    @property
    def unread(self) -> DeckName:
        """Name of the row that its plan has instead where it could not be read."""
        return self.plan_path, "", ""


def asked_deck(
    plan: Plan, place: str, scenario: str, parameters: dict[str, object]
) -> RegisteredDeck:
    """A deck that was asked for, as the register has it before it is begun.

    Parameters
    ----------
    plan : Plan
        The plan as it was read.
    place : str
        Where it is, see :func:`place_seen_from`.
    scenario : str
        What was asked for.
    parameters : dict
        What it will be made with; what is blank is left out.
    """
    given = {name: value for name, value in parameters.items() if value}
    return RegisteredDeck(
        district=plan.district.name,
        state=plan.district.state,
        nces_id=plan.district.nces_id,
        plan=plan.name,
        plan_path=place,
        scenario=scenario,
        title=str(given.get("title", "")),
        digest=plan.digest,
        parameters=json.dumps(given, sort_keys=True, ensure_ascii=False),
        planner_version=__version__,
    )


def main_scenario(asked: str) -> str:
    """What a deck is about; a table may ask for other scenarios on it too.

    >>> main_scenario("levy-fails; base")
    'levy-fails'
    """
    return asked.split(";")[0].strip()


def place_seen_from(output: Path, path: Path) -> str:
    r"""Where a file or folder is, seen from the folder of all runs, as text that can be kept.

    Both can be moved together. On another drive of Windows it is the whole path.

    >>> place_seen_from(Path("outputs"), Path("plans/one"))
    '../plans/one'
    """
    try:
        seen = os.path.relpath(path, output)
    except ValueError:
        seen = str(Path(path).absolute())
    return Path(seen).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def now() -> str:
    """The time of day as the register has it, with the time zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
