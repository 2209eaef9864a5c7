"""What a batch has made so far: its log, its index and its error pages, written as it goes."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from planner.atomic_files import write_whole
from planner.plan.cells.text import readable_name
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.scenarios import scenario_of
from planner.publish.batch.deck import MadeDeck
from planner.publish.batch.index import error_page, index_page
from planner.publish.batch.picture_asked import PictureAsked, remember
from planner.publish.file_names import BATCHES, folder_name
from planner.publish.plans.plans_in_folder import PlanPlace
from planner.publish.results import write_csv

ERRORS = "errors"
LOG, INDEX, PAGES = "run-log.csv", "index.html", "pages.html"
#: So much of the names of a plan and scenario is in that of an error page [characters]: systems
#: take 255 bytes, and a letter may be four.
_LONGEST = 50
#: So many decks are written about one by one.
_MANY = 200


@dataclass(frozen=True)
class Deck:
    """One row of the run log.

    Attributes
    ----------
    plan, scenario : str
        What it is about; no scenario where the plan was not read.
    title : str
        What the pages call the scenario.
    outcome : {"waiting", "made", "not applicable", "as it was", "failed", "stopped", "not made", \
"left out"}
        Whether there is a page to hand over; what is waiting is not in the log yet.
    page : str
        The page, or the error page, relative to the batch's folder.
    answer : str
        The answer, as the page gives it, or what went wrong.
    digest : str
        Fingerprint of the tables.
    seconds : float
        How long it took [seconds].
    remark : str
        What else to know about it, such as that its plan was edited meanwhile.
    """

    plan: str
    scenario: str
    title: str = ""
    outcome: str = "waiting"
    page: str = ""
    answer: str = ""
    digest: str = ""
    seconds: float = 0.0
    remark: str = ""


class BatchRecord:
    """Log, index and error pages of a batch, in a folder of its own.

    Parameters
    ----------
    output : Path
        Folder of all runs.
    places : sequence of PlanPlace
        Plans of the batch.
    folder : Path, optional
        Folder of an earlier batch that is resumed; a new one if left out. Nothing in it changes
        before :meth:`begin`.
    picture : PictureAsked, optional
        What is asked of the page of all districts, if it is made.

    Attributes
    ----------
    plans_read : int
        Plans that were opened so far, readable or not.
    has_begun : bool
        Whether all plans are read, and it is known which decks there are.
    """

    def __init__(
        self,
        output: Path,
        places: Sequence[PlanPlace],
        folder: Path | None = None,
        picture: PictureAsked | None = None,
    ) -> None:
        self.folder = folder or _new_folder(output)
        self.picture = picture
        self.plans_read = 0
        self.has_begun = False
        self.stopped = False
        self.is_pictured = False
        self.no_picture = ""  # why there is none, where one was to be made
        self.to_do = ""
        self._noted = 0
        self._decks = {place.name: [Deck(readable_name(place.name), "")] for place in places}
        self._taken: set[str] = set()

    @property
    def decks(self) -> tuple[Deck, ...]:
        """All decks known so far, in the order of plans and scenarios."""
        return tuple(itertools.chain.from_iterable(self._decks.values()))

    @property
    def rows(self) -> list[dict[str, object]]:
        """All decks known so far, as the index counts them."""
        return [asdict(deck) for deck in self.decks]

    @property
    def index(self) -> Path:
        """The page that leads to all others."""
        return self.folder / INDEX

    @property
    def pages(self) -> Path:
        """The plain list of pages, where the index is the page of all districts."""
        return self.folder / PAGES

    def count(self, outcome: str) -> int:
        """How many decks are made, failed, waiting or stopped."""
        return sum(deck.outcome == outcome for deck in self.decks)

    def begin(self) -> None:
        """Write log and index for the first time, over those of an earlier batch."""
        self.has_begun = True
        shutil.rmtree(self.folder / ERRORS, ignore_errors=True)  # what failed is tried again
        (self.folder / PAGES).unlink(missing_ok=True)
        if self.picture is not None:
            remember(self.picture, self.folder)
        self.write()

    def is_refused(self) -> None:
        """Leave no folder in which there is nothing; that of an earlier batch stays as it is."""
        with suppress(OSError):
            self.folder.rmdir()

    def plan_was_read(
        self, plan: Plan, scenarios: Sequence[str], titles: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Note which decks a plan gives; a title is what the page calls the scenario."""
        self._decks[plan.name] = [
            Deck(plan.name, scenario, titles.get(scenario) or _title(plan, scenario))
            for scenario in scenarios
        ]

    def was_made(
        self, plan: Plan, scenario: str, made: MadeDeck, outcome: str = "made", remark: str = ""
    ) -> None:
        """Note a page that was made."""
        self._note(
            plan.name,
            scenario,
            outcome=outcome,
            page=self._seen(made.page),
            answer=made.answer,
            digest=plan.digest,
            seconds=made.seconds,
            remark=remark,
        )
        self._write_now_and_then()

    def is_as_it_was(self, plan: Plan, scenario: str, page: Path, answer: str, remark: str) -> None:
        """Note a page that an earlier batch made and that is left as it is."""
        self._note(
            plan.name,
            scenario,
            outcome="as it was",
            page=self._seen(page),
            answer=answer,
            digest=plan.digest,
            remark=remark,
        )

    def is_not_made(self, name: str, scenario: str, why: str) -> None:
        """Note that nobody asks for a page now, and why."""
        self._note(name, scenario, outcome="not made", answer=why)

    def is_left_out(self, name: str, why: str) -> None:
        """Note what is not a plan of the batch, and why."""
        self._decks[name] = [Deck(readable_name(name), "", outcome="left out", answer=why)]

    def has_failed(self, name: str, scenario: str, why: str) -> None:
        """Note a page that could not be made, and write the error page instead."""
        file = self.folder / ERRORS / f"{self._free_name(name, scenario)}.html"
        (about,) = (deck for deck in self._decks[name] if deck.scenario == scenario)
        index = Path(os.path.relpath(self.index, file.parent)).as_posix()
        called = readable_name(name), readable_name(about.title or scenario)
        write_whole(file, error_page(*called, why, index))
        page = file.relative_to(self.folder).as_posix()
        self._note(name, scenario, outcome="failed", page=page, answer=why)
        self._write_now_and_then()

    def is_stopped(self) -> None:
        """Note that what is waiting will not be made."""
        self.stopped = True
        why = "The batch was stopped before this page was made."
        for name, decks in self._decks.items():
            self._decks[name] = [
                replace(deck, outcome="stopped", answer=why) if deck.outcome == "waiting" else deck
                for deck in decks
            ]
        self.write()

    def write(self) -> None:
        """Write log and index as things are now."""
        done = [asdict(deck) for deck in self.decks if deck.outcome != "waiting"]
        columns = [field.name for field in fields(Deck)]
        write_csv(self.folder / LOG, pd.DataFrame(done, columns=columns))
        listed = self.pages if self.is_pictured else self.index
        write_whole(listed, index_page(done, waiting=self.count("waiting")))

    def _write_now_and_then(self) -> None:
        """Write after each page; after every few where there are hundreds of them.

        The index of thousands of pages takes as long to write as a page to make. The register of
        runs is exact meanwhile, and :meth:`write` is called at the end.
        """
        self._noted += 1
        if self._noted % max(1, len(self.decks) // _MANY) == 0:
            self.write()

    def _seen(self, page: Path) -> str:
        return Path(os.path.relpath(page, self.folder)).as_posix()

    def _note(self, name: str, scenario: str, **found: object) -> None:
        self._decks[name] = [
            replace(deck, **found) if deck.scenario == scenario else deck  # type: ignore[arg-type]
            for deck in self._decks[name]
        ]

    def _free_name(self, name: str, scenario: str) -> str:
        """Name of an error page that no other has, on systems that tell no capitals either."""
        parts = [folder_name(readable_name(part))[:_LONGEST] for part in (name, scenario) if part]
        for free in _numbered("-".join(parts)):
            if free.casefold() not in self._taken:
                self._taken.add(free.casefold())
                return free
        raise AssertionError


def _title(plan: Plan, scenario: str) -> str:
    """What the pages call a scenario; blank for one that the plan does not have."""
    try:
        return scenario_of(plan, scenario).title
    except PlanError:
        return ""


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))


def _new_folder(output: Path) -> Path:
    """Folder for a batch that no other batch has."""
    for name in _numbered(f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"):
        folder = output / BATCHES / name
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise AssertionError
