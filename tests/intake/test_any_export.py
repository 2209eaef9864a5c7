"""Whatever an export holds: sentences, never a traceback, and never a device counted twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from planner.intake import KINDS, Options, run_import
from planner.plan.read import read_plan
from tests.any_machine import counted
from tests.intake.exports import CONSOLE, GAM, csv_text, device_rows, write
from tests.intake.test_privacy import ASSETS, ERATE, LEDGER, LICENSES
from tests.tiny_plan import PlanWriter

SAMPLES = {
    "chromebooks": csv_text(GAM, device_rows(GAM, 12)) + csv_text(CONSOLE, device_rows(CONSOLE, 3)),
    "assets": ASSETS,
    "licenses": LICENSES,
    "ledger": LEDGER,
    "erate": ERATE,
}
ODD = (
    "", '"', ",", "\n", "\r", ";", "\t", "=1+1", "#REF!", "1e400", "nan", "-", "--", "(5)",
    "9" * 400, "\u00a0", "\u202e", "\x00", "<b>", "2/30/2025", "FY99999", "1.234,50", "٣", "-5",
    "1/1/0001", "%",
    "Total", "{value}", "{", "%s", "\ud7ff", "2025-08-14T99:99", "8/14/2025", "ACTIVE", "inf",
)  # fmt: skip


def mutated(text: str, chance: random.Random) -> bytes:
    """Text with a few cells, lines or bytes changed."""
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(text) + 1)
        cut = place + chance.choice((0, 0, 1, 5, 40))
        text = text[:place] + chance.choice(ODD) + text[cut:]
    if chance.random() < 0.3:
        lines = text.split("\r\n")
        chance.shuffle(lines)
        text = "\r\n".join(lines)
    raw = text.encode(chance.choice(("utf-8", "utf-16", "utf-8-sig")), errors="replace")
    if chance.random() < 0.3 and raw:
        place = chance.randrange(len(raw))
        raw = raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :]
    return raw


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_export_gives_sentences(kind: str, tiny: PlanWriter, tmp_path: Path) -> None:
    plan = read_plan(tiny())
    options = Options(fleet="Chromebooks", category="device_management", chart="nces")
    chance = random.Random(kind)
    for _ in range(250):
        export = write(tmp_path, "export.csv", mutated(SAMPLES[kind], chance))
        with counted() as calls:
            found = run_import(kind, export, plan, options)
        assert found.text
        assert all(str(problem) for problem in found.problems)
        assert calls.number < 100_000


@pytest.mark.parametrize("name", ["folder", "missing.csv", "empty.csv", "book.xlsx", "picture.csv"])
def test_what_is_no_export_gives_one_sentence(name: str, tiny: PlanWriter, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for file, content in (
        ("empty.csv", b""),
        ("book.xlsx", b"PK\x03\x04nothing"),
        ("picture.csv", b"\x89PNG\x00\x00"),
    ):
        write(tmp_path, file, content)
    found = run_import("chromebooks", tmp_path / name, read_plan(tiny()))
    assert len(found.problems) == 1
    assert found.blocked


def test_unknown_kind_is_named(tiny: PlanWriter, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="chromebooks, assets, licenses, ledger, erate"):
        run_import("payroll", tmp_path, read_plan(tiny()))
