"""Exports made up at random: statuses of devices and accounts of a ledger, with what is in them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from random import Random

from planner.intake.code_map import NOT_TECHNOLOGY, CodeMap, CodeMeaning
from planner.reference.accounts import accounts
from planner.reference.asset_statuses import in_service

KNOWN = (
    "In use",
    "Deployed",
    "ready to deploy",
    "ACTIVE",
    "Archived",
    "Disposed",
    "Lost",
    "Retired",
)
UNKNOWN = ("On loan", "Room 12", "tbd", "Box", "Yes?", "Summer", "Q", "In-use (old)", "n/k", "2")


@dataclass
class Assets:
    """An asset list, and how many of its devices are in service or gone; statuses to ask about."""

    text: str = ""
    counted: int = 0
    gone: int = 0
    unknown: set[str] = field(default_factory=set)


def some_assets(random: Random) -> Assets:
    """An asset list of Chromebooks with statuses of all sorts."""
    found = Assets()
    rows = [["Asset", "Model", "Category", "Purchase date", "Status", "Disposed"]]
    words = random.sample(KNOWN, 4) + random.sample(UNKNOWN, random.choice([0, 0, 1, 2])) + [""]
    for number in range(random.randint(1, 30)):
        status, disposed = (
            random.choice(words),
            random.choice(["", "No", "N", "Yes", "3/1/2025", ""]),
        )
        rows.append([f"A{number}", "HP", "Chromebooks", "8/1/2022", status, disposed])
        known = True if not status else in_service(status)
        if disposed in ("Yes", "3/1/2025") or known is False:
            found.gone += 1
        elif known is None:
            found.unknown.add(status)
        else:
            found.counted += 1
    found.text = _text(rows)
    return found


@dataclass
class Ledger:
    """A ledger, a mapping of its codes, and the cents of each kind of cost in it."""

    text: str = ""
    mapping: CodeMap = field(default_factory=CodeMap)
    cents: dict[str, int] = field(default_factory=dict)


def some_ledger(random: Random) -> Ledger:
    """Payments of a year under made-up accounts, some of them technology."""
    chart = [(str(random.randint(1000, 9999)), str(random.randint(100, 999))) for _ in range(6)]
    kinds = random.sample(sorted(accounts()), 3)
    meanings = {codes: random.choice([*kinds, NOT_TECHNOLOGY]) for codes in chart}
    found = Ledger(mapping=CodeMap(tuple(CodeMeaning(f, o, m) for (f, o), m in meanings.items())))
    rows = [["Function", "Object", "Description", "Date", "Amount"]]
    for _ in range(random.randint(1, 40)):
        codes = random.choice(sorted(meanings))
        cents = random.choice([1, 10, 30, 99, -50, 12_345, 8_400_00, random.randint(1, 10**8)])
        rows.append([*codes, "Payment", "8/14/2025", _dollars(cents, random)])
        kind = meanings[codes]
        if kind != NOT_TECHNOLOGY:
            found.cents[kind] = found.cents.get(kind, 0) + cents
    found.text = _text(rows)
    return found


def _dollars(cents: int, random: Random) -> str:
    size = f"{abs(cents) // 100:,}.{abs(cents) % 100:02}"
    shown = random.choice([size, size.replace(",", ""), f"${size}"])
    return shown if cents >= 0 else random.choice([f"-{size}", f"({size})"])


def _text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
