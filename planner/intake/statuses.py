"""Which assets of a list are in service, and which statuses have to be asked about.

Used once for each row of an asset list. Every column of status and of disposal counts: one that
says an asset is gone is enough, and a status that nobody knows is never guessed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from planner.intake.days import stands_for_no_day
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import Options, count_of, first_few
from planner.plan.problems.problem import Problem
from planner.reference.asset_statuses import in_service

_GONE = ("yes", "y", "true", "t", "x", "1")
_NOT_GONE = ("no", "n", "false", "f", "0")
_ANSWERS = {"in": True, "out": False}
_MOST_NAMED = 8
_LONGEST = 40


@dataclass
class Statuses:
    """What the statuses of a list say, as they are read row by row.

    Attributes
    ----------
    told : mapping of str to bool
        Statuses that were typed along with the list, and whether they are in service.
    gone : Counter
        Devices that are no longer in service, by status.
    unknown : Counter
        Devices whose status is not known, by status.
    blank : int
        Devices in service whose status is blank, although the list has statuses.
    """

    told: dict[str, bool]
    gone: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    first: tuple[int, str] = (0, "")
    blank: int = 0

    def counts(self, export: Export, row: ExportRow, units: int) -> bool:
        """Whether the devices of a row are in service; else they are counted here."""
        status = [text[:_LONGEST] for text in row["status"].splitlines()]
        disposed = [text[:_LONGEST] for text in row["disposed"].splitlines()]
        found = {text: self._of_status(text) for text in status}
        found |= {text: said for text in disposed if (said := self._of_disposal(export, text))
                  is not True}  # fmt: skip
        gone = next((text for text, said in found.items() if said is False), "")
        unknown = next((text for text, said in found.items() if said is None), "")
        if gone:
            self.gone[gone if gone in status else "disposed of"] += units
        elif unknown:
            self.unknown[unknown] += units
            heading = "status" if unknown in status else "disposed"
            self.first = self.first if self.first[0] else (row.number, heading)
        elif "status" in export.headings and not status:
            self.blank += units
        return not (gone or unknown)

    def _of_status(self, text: str) -> bool | None:
        return self.told.get(text.lower(), in_service(text))

    def _of_disposal(self, export: Export, text: str) -> bool | None:
        """Whether a device is still there: a date, yes or a word says that it is not."""
        word = text.lower()
        if word in self.told:
            return self.told[word]
        if word in _NOT_GONE or stands_for_no_day(text):
            return True
        if word in _GONE or export.is_day(text):
            return False
        return in_service(text)

    def problems(self, export: Export) -> list[Problem]:
        """A question about the statuses that are not known."""
        if not self.unknown:
            return []
        most = self.unknown.most_common()
        listed = first_few([f"{text} {n:,}" for text, n in most], _MOST_NAMED)
        facts = {"value": listed, "example": most[0][0]}
        return [export.problem("P170", *self.first, **facts)]

    def summary(self) -> list[str]:
        """What was left out and what was taken for granted."""
        sentences: list[str] = []
        if self.gone:
            counted = [f"{text} {n:,}" for text, n in self.gone.most_common()]
            sentences.append(
                f"Skipped {count_of(self.gone.total(), 'device')} no longer in service: "
                f"{first_few(counted, _MOST_NAMED)}."
            )
        if self.blank:
            sentences.append(f"Counted {count_of(self.blank, 'device')} with a blank status.")
        return sentences


def statuses_of(options: Options) -> tuple[Statuses, list[Problem]]:
    """Statuses as they were typed along with the list, and a problem for each odd answer."""
    told = {status.lower(): _ANSWERS[answer.lower()] for status, answer in options.statuses
            if answer.lower() in _ANSWERS}  # fmt: skip
    facts = {"expected": "in, out", "nearest": ""}
    problems = [
        Problem("P16", "--status", facts={"value": answer, **facts})
        for _, answer in options.statuses
        if answer.lower() not in _ANSWERS
    ]
    return Statuses(told), problems
