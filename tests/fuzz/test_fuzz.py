"""Thousands of accidents of typing and saving: refused, read as meant, or told; never in silence.

``PLANNER_EXAMPLES=20000`` runs so many of them; usual is a quick selection, the same each time.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from planner.cli import main
from planner.intake import read_export
from planner.intake.intake import Options, count_of
from planner.plan.read import read_plan
from tests.fuzz.drafts import EXAMPLES, Draft, draft_of, write_shown
from tests.fuzz.exports import some_assets, some_ledger
from tests.fuzz.judge import MOST_CALLS, judged, read, read_as_meant, verdict
from tests.fuzz.mutations import ALL, OF_CELLS, OF_COLUMNS, OF_ROWS, Mutation, odd_text, two_texts
from tests.fuzz.odd_cells import make_odd
from tests.fuzz.workbooks import write_workbook
from tests.tiny_plan import write_tiny

HOW_MANY = int(os.environ.get("PLANNER_EXAMPLES", "0"))
OF_WORKBOOKS = [m for m in (*OF_CELLS, *OF_ROWS, *OF_COLUMNS) if m not in (odd_text, two_texts)]
SIGNS = b',;"\t\n\r0123456789.-%$#'


def seeds(usual: int) -> range:
    return range(HOW_MANY or usual)


def changed(seed: int, mutations: list[Mutation], most: int = 1) -> tuple[Draft, Random]:
    """An example with one or several accidents, always the same for a seed."""
    random = Random(seed)
    example = random.choice(EXAMPLES)
    draft = draft_of(example)
    draft.say("seed", seed, example)
    for mutation in random.choices(mutations, k=random.randint(1, most)) if mutations else []:
        mutation(draft, random)
    return draft, random


def test_one_accident() -> None:
    found = [judged(changed(n, [*ALL])[0], carry_forward=n % 10 == 0) for n in seeds(60)]
    assert [finding for finding in found if finding] == []


def test_several_accidents_in_cells_at_once() -> None:
    found = [judged(changed(n, [*OF_CELLS], most=5)[0]) for n in seeds(30)]
    assert [finding for finding in found if finding] == []


def test_accidents_in_a_workbook(tmp_path: Path) -> None:
    found = []
    for seed in seeds(15):
        draft, random = changed(seed, OF_WORKBOOKS)
        if "shifted" in draft.told[-1] and "right" in draft.told[-1]:
            continue  # a blank cell at the end of a row leaves no trace in a sheet
        book = write_workbook(draft, tmp_path / f"{seed}.xlsx", random)
        finding = verdict(draft, read(book), read_as_meant(draft, tmp_path / str(seed)))
        if finding:
            found.append(f"{draft.told}: {finding}")
    assert found == []


def test_odd_cells_of_a_workbook(tmp_path: Path) -> None:
    found = []
    for seed in seeds(16):
        draft, random = changed(seed, [])
        book = write_workbook(draft, tmp_path / f"{seed}.xlsx", random, make_odd)
        meant = read_as_meant(draft, tmp_path / str(seed))
        finding = verdict(draft, read(book, count=False), meant)
        if finding:
            found.append(f"{draft.told}: {finding}")
    assert found == []


def test_statuses_are_counted_or_asked_about(tmp_path: Path) -> None:
    plan = read_plan(write_tiny(tmp_path / "plan"))
    for seed in seeds(25):
        list_of = some_assets(Random(seed))
        file = tmp_path / "assets.csv"
        file.write_text(list_of.text, encoding="utf-8", newline="")
        found = read_export("assets", file, plan, Options())
        asked = [problem for problem in found.problems if problem.code == "P170"]
        counted = sum(int(row["units"]) for row in found.rows)
        assert found.blocked == bool(asked) == bool(list_of.unknown), (seed, list_of)
        assert counted == list_of.counted, (seed, list_of)
        told = "".join(found.summary)
        gone = f"Skipped {count_of(list_of.gone, 'device')} no longer in service"
        assert (gone in told) == bool(list_of.gone), (seed, told)
        assert all(status in str(asked[0]) for status in list_of.unknown), (seed, asked)


def test_ledgers_are_counted_to_the_cent_or_asked_about(tmp_path: Path) -> None:
    plan = read_plan(write_tiny(tmp_path / "plan"))
    for seed in seeds(25):
        ledger = some_ledger(Random(seed))
        file = tmp_path / "ledger.csv"
        file.write_text(ledger.text, encoding="utf-8", newline="")
        unmapped = read_export("ledger", file, plan, Options())
        assert unmapped.blocked, seed
        assert not unmapped.rows, seed
        mapped = read_export("ledger", file, plan, Options(mapping=ledger.mapping))
        cents: dict[str, int] = {}
        for row in mapped.rows:
            cents[row["category"]] = cents.get(row["category"], 0) + round(
                float(row["amount"]) * 100
            )
        assert not mapped.blocked, (seed, [str(problem) for problem in mapped.problems])
        assert cents == ledger.cents, seed


def _damaged(content: bytes, random: Random) -> bytes:
    """Content with signs exchanged, put in or lost, or cut short."""
    raw = bytearray(content)
    place = random.randrange(len(raw))
    kind = random.choice(["exchange", "exchange", "cut", "put in", "lose", "twice"])
    sign = random.choice([random.randrange(256), *SIGNS])
    if kind == "exchange":
        for _ in range(random.choice([1, 1, 5])):
            raw[random.randrange(len(raw))] = sign
    elif kind == "cut":
        del raw[place:]
    elif kind == "put in":
        raw.insert(place, sign)
    elif kind == "lose":
        del raw[place : place + random.choice([1, 2, 300])]
    else:
        raw[place:place] = raw[place : place + random.choice([1, 10, 200])]
    return bytes(raw)


def test_damaged_tables_never_give_a_traceback(tmp_path: Path) -> None:
    for seed in seeds(40):
        random = Random(seed)
        draft = draft_of(random.choice(EXAMPLES))
        folder = write_shown(draft, tmp_path / str(seed))
        file = folder / f"{draft.some_table(random)}.csv"
        file.write_bytes(_damaged(file.read_bytes(), random))
        assert read(folder).calls < MOST_CALLS, seed


def test_damaged_workbooks_never_give_a_traceback(tmp_path: Path) -> None:
    whole = write_workbook(draft_of("tiny"), tmp_path / "whole.xlsx", Random(0)).read_bytes()
    for seed in seeds(60):
        book = tmp_path / "damaged.xlsx"
        book.write_bytes(_damaged(whole, Random(seed)))
        assert read(book).calls < MOST_CALLS, seed


def test_last_row_that_was_cut_short_is_told(tmp_path: Path) -> None:
    """Wherever a file ends within a row, and not only where a number has lost its digits."""
    draft = draft_of("altoona-wi")
    base = read(write_shown(draft, tmp_path / "whole"), count=False)
    folder = write_shown(draft, tmp_path / "cut")
    file = folder / "licenses.csv"
    raw = file.read_bytes()
    begins = raw.rindex(b"\n", 0, len(raw) - 200) + 1
    for end in range(begins + 1, len(raw) - 200, 7):
        file.write_bytes(raw[:end])
        got = read(folder, count=False)
        assert got.content is None or got.warnings - base.warnings, raw[begins:end]


@pytest.mark.parametrize("seed", range(8))
def test_command_line_answers_in_plain_sentences(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = changed(seed, [*ALL], most=3)
    folder = write_shown(draft, tmp_path / "plan")
    for command in (["check", str(folder)], ["project", str(folder), "--csv"]):
        monkeypatch.setattr("sys.argv", ["planner", *command])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        assert stopped.value.code in (0, 2, None), said.err
        assert said.err.isascii(), draft.told
        assert "Traceback" not in said.err
