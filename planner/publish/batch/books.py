"""The books of a batch: its own log and index, and the register of all runs, kept in step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from planner.analysis.roll_up.standing import DistrictStanding
from planner.plan.cells.text import readable_name
from planner.plan.plan import Plan
from planner.plan.rules.tie_out import continues_with_difference
from planner.publish.batch.deck import DeckToMake, MadeDeck
from planner.publish.batch.decks_to_make import NOT_ASKED, EarlierDecks, to_do_sentence
from planner.publish.batch.record import BatchRecord
from planner.publish.plans.plans_in_folder import LeftOut, PlanPlace
from planner.publish.register.register import Register
from planner.publish.register.registered_deck import (
    Outcome,
    RegisteredDeck,
    asked_deck,
    now,
    place_seen_from,
)


@dataclass
class BatchBooks:
    """What is written down of a batch, as it happens.

    Attributes
    ----------
    output : Path
        Folder of all runs.
    record : BatchRecord
        Log, index and error pages of this batch.
    register : Register
        The register of all runs.
    standings : dict
        How districts stand, by plan and scenario in the order of the decks; None before somebody
        has looked at one.
    not_looked_at : dict
        Decks that this batch does not make, and whose districts nobody has looked at yet, by plan
        and scenario: several decks of a table may be of one district in one scenario.
    remarks : dict of str to str
        Name of a plan -> what else to know about it.
    """

    output: Path
    record: BatchRecord
    register: Register
    standings: dict[tuple[str, str], DistrictStanding | None] = field(default_factory=dict)
    not_looked_at: dict[tuple[str, str], DeckToMake] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    _rows: dict[int, RegisteredDeck] = field(default_factory=dict)
    _begun: dict[int, float] = field(default_factory=dict)

    def plans_are_read(self, left_out: Sequence[LeftOut]) -> None:
        """Begin log and index, with the folders that are no plans."""
        self.record.begin()
        for left in left_out:
            self.is_left_out(left.name, left.path, left.why)

    def is_refused(self) -> None:
        """Note that the batch ended before anything was made or written over."""
        self.register.batch_is_done("refused")
        self.record.is_refused()

    def plan_failed(self, place: PlanPlace, why: str) -> None:
        """Note that a plan cannot be read."""
        self.register.put(self._row_without_deck(place.name, place.path, "failed", why))
        self.record.has_failed(place.name, "", why)

    def is_left_out(self, name: str, path: Path, why: str) -> None:
        """Note a folder or workbook that gives no page, and why."""
        self.record.is_left_out(name, why)
        self.register.put(self._row_without_deck(name, path, "left out", why))

    def plan_was_read(self, plan: Plan, decks: Sequence[DeckToMake]) -> None:
        """Note which decks a plan gives."""
        titles = {deck.scenario: deck.head.title for deck in decks if deck.head.title}
        self.record.plan_was_read(plan, [deck.scenario for deck in decks], titles)

    def are_asked(self, decks: Sequence[DeckToMake], earlier: EarlierDecks) -> list[DeckToMake]:
        """Note which decks will be made, and which are left as they are.

        Parameters
        ----------
        decks : sequence of DeckToMake
            All that the batch is about.
        earlier : EarlierDecks
            What is there already.

        Returns
        -------
        list of DeckToMake
            What is to be made.
        """
        rows = [self._row_of(deck) for deck in decks]
        fates = [earlier.fate(row) for row in rows]
        to_make: list[DeckToMake] = []
        for deck, row, fate in zip(decks, rows, fates, strict=True):
            district = deck.plan.name, deck.main_scenario
            self.standings[district] = None
            if deck.remark:
                self.remarks[deck.plan.name] = deck.remark
            if fate != "made":
                self.not_looked_at[district] = deck
            if fate == "as it was":
                self._is_as_it_was(deck, earlier.had[row.name])
            elif fate == "not made":
                self.record.is_not_made(deck.plan.name, deck.scenario, NOT_ASKED)
            else:
                self._rows[id(deck)] = row
                to_make.append(deck)
        self.register.put(*(self._rows[id(deck)] for deck in to_make))
        self.register.forget(*{row.unread for row in rows})
        if earlier.how:
            self.record.to_do = to_do_sentence(fates)
        self.record.write()
        return to_make

    def begins(self, deck: DeckToMake) -> None:
        """Note that a deck is about to be handed to a worker."""
        self._begun[id(deck)] = time.perf_counter()
        self._put(deck, outcome="begun", started=now())

    def deck_failed(self, deck: DeckToMake, why: str) -> None:
        """Note that a deck could not be made."""
        seconds = round(time.perf_counter() - self._begun[id(deck)], 2)
        self._put(deck, outcome="failed", remark=why, seconds=seconds)
        self.record.has_failed(deck.plan.name, deck.scenario, why)

    def was_made(self, deck: DeckToMake, made: MadeDeck) -> None:
        """Note a deck that was made, with what an office asks for first."""
        outcome = "not applicable" if deck.stands_in else "made"
        remark = " ".join(said for said in (deck.head.notice, deck.remark, made.edited) if said)
        self._put(
            deck,
            outcome=outcome,
            remark=remark,
            answer=made.answer,
            seconds=made.seconds,
            page=place_seen_from(self.output, made.page),
            results=place_seen_from(self.output, made.results),
            **asdict(made.headline),
        )
        self.looked_at(deck, made.standing)
        self.record.was_made(deck.plan, deck.scenario, made, outcome, remark)

    def looked_at(self, deck: DeckToMake, standing: DistrictStanding) -> None:
        """Note how the district of a deck stands."""
        district = deck.plan.name, deck.main_scenario
        self.standings[district] = standing
        self.not_looked_at.pop(district, None)

    def close(self) -> None:
        """Note that the batch has ended, and what it left undone."""
        self.register.batch_is_done()
        if self.record.count("waiting"):
            self.record.is_stopped()
        self.record.write()

    def _row_without_deck(
        self, name: str, path: Path, outcome: Outcome, why: str
    ) -> RegisteredDeck:
        return RegisteredDeck(
            plan=readable_name(name),
            plan_path=place_seen_from(self.output, path),
            scenario="",
            outcome=outcome,
            remark=why,
            batch=self.record.folder.name,
            started=now(),
        )

    def _is_as_it_was(self, deck: DeckToMake, row: RegisteredDeck) -> None:
        page = self.output / row.page
        self.record.is_as_it_was(deck.plan, deck.scenario, page, row.answer, row.remark)

    def _row_of(self, deck: DeckToMake) -> RegisteredDeck:
        """A deck as the register has it before it is begun."""
        plan = deck.plan
        given = {
            "name": plan.name,
            "scenarios": deck.shown,
            "allow_difference": continues_with_difference(plan),
            **asdict(deck.head),
        }
        where = place_seen_from(self.output, plan.path)
        row = asked_deck(plan, where, deck.asked, given)
        return replace(row, batch=self.record.folder.name)

    def _put(self, deck: DeckToMake, **found: object) -> None:
        row = self._rows[id(deck)] = replace(self._rows[id(deck)], **found)  # type: ignore[arg-type]
        self.register.put(row)
