"""The books of a batch: its own log and index, and the register of all runs, kept in step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from planner.plan.rules.tie_out import continues_with_difference
from planner.publish.batch_record import BatchRecord
from planner.publish.deck import DeckToMake, MadeDeck
from planner.publish.plans_in_folder import PlanPlace
from planner.publish.register import Register
from planner.publish.registered_deck import RegisteredDeck, asked_deck, now, place_seen_from


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
    """

    output: Path
    record: BatchRecord
    register: Register
    _rows: dict[int, RegisteredDeck] = field(default_factory=dict)
    _begun: dict[int, float] = field(default_factory=dict)

    def plan_failed(self, place: PlanPlace, why: str) -> None:
        """Note that a plan cannot be read."""
        self.record.has_failed(place.name, "", why)
        self.register.put(
            RegisteredDeck(
                plan=place.name.encode("utf-8", "replace").decode("utf-8"),
                plan_path=place_seen_from(self.output, place.path),
                scenario="",
                outcome="failed",
                remark=why,
                batch=self.record.folder.name,
                started=now(),
            )
        )

    def row_of(self, deck: DeckToMake) -> RegisteredDeck:
        """A deck as the register has it before it is begun."""
        plan = deck.plan
        given = {
            "name": plan.name,
            "scenarios": deck.shown,
            "allow_difference": continues_with_difference(plan),
        }
        where = place_seen_from(self.output, plan.path)
        return replace(asked_deck(plan, where, deck.scenario, given), batch=self.record.folder.name)

    def are_asked(self, decks: Sequence[DeckToMake]) -> None:
        """Note which decks will be made."""
        self._rows.update({id(deck): self.row_of(deck) for deck in decks})
        rows = [self._rows[id(deck)] for deck in decks]
        self.register.put(*rows)
        self.register.forget(*{(row.plan_path, "", "") for row in rows})

    def begins(self, deck: DeckToMake) -> None:
        """Note that a deck is about to be handed to a worker."""
        self._begun[id(deck)] = time.perf_counter()
        self._put(deck, outcome="begun", started=now())

    def deck_failed(self, deck: DeckToMake, why: str) -> None:
        """Note that a deck could not be made."""
        self.record.has_failed(deck.plan.name, deck.scenario, why)
        seconds = round(time.perf_counter() - self._begun[id(deck)], 2)
        self._put(deck, outcome="failed", remark=why, seconds=seconds)

    def was_made(self, deck: DeckToMake, made: MadeDeck) -> None:
        """Note a deck that was made, with what an office asks for first."""
        self.record.was_made(deck.plan, deck.scenario, made)
        self._put(
            deck,
            outcome="made",
            remark=made.edited,
            answer=made.answer,
            seconds=made.seconds,
            page=place_seen_from(self.output, made.page),
            results=place_seen_from(self.output, made.results),
            **asdict(made.headline),
        )

    def close(self) -> None:
        """Note that the batch has ended, and what it left undone."""
        self.register.batch_is_done()
        if self.record.count("waiting"):
            self.record.is_stopped()

    def _put(self, deck: DeckToMake, **found: object) -> None:
        row = self._rows[id(deck)] = replace(self._rows[id(deck)], **found)  # type: ignore[arg-type]
        self.register.put(row)
