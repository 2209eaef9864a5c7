"""Every reference table: sources everywhere, dates that are dates, no row twice, plain signs."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest

from planner.reference.chromebooks import SOURCE
from planner.reference.tables import COLUMNS, reference_table, rows_in

TABLES = sorted(
    entry.name.removesuffix(".csv")
    for entry in files("planner.reference").iterdir()
    if entry.name.endswith(".csv")
)
SOURCE_COLUMNS = ("source", "basis")
#: Tables whose rows take their source from elsewhere, and from where.
SOURCED_ELSEWHERE = {
    "chart_of_accounts",  # eligible services in erate_note, titles in tests/data/nces_codes.csv
    "chromebooks",  # one list, named in planner.reference.chromebooks
    "eligibility",  # eligibility_sources by column, eligibility_notes by condition
    "erate_discount",  # 47 CFR 54.505, named in planner.revenue.erate
}
DATES = {
    "chromebooks": ("aue_min", "aue_max"),
    "esser": ("enacted", "obligate_by", "liquidate_by", "late_liquidation"),
    "facts": ("from", "to", "next_due"),
    "defaults": ("next_due",),
}


def test_the_columns_of_every_table_are_known() -> None:
    assert sorted(COLUMNS) == TABLES


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("category,word,source,seen\na,b,c,d\n", "ledger_words.csv: column 'seen' is unknown"),
        ("category,word\na,b\n", "ledger_words.csv: column 'source' is missing"),
        ("category,word,source\na,b,c\na,b\n", "ledger_words.csv, row 3: 2 cells, not 3"),
        ("category,word,source\na,b,c,d\n", "ledger_words.csv, row 2: 4 cells, not 3"),
    ],
)
def test_a_table_with_other_columns_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        rows_in(text, "ledger_words")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source(name: str) -> None:
    rows = reference_table(name)
    assert rows
    if name in SOURCED_ELSEWHERE:
        return
    assert all(any(row.get(column) for column in SOURCE_COLUMNS) for row in rows)


def test_tables_without_sources_of_their_own_name_them_once() -> None:
    assert SOURCE == "ChromeOS recovery list, August 2026"
    columns = set(reference_table("eligibility")[0]) - {"category"}
    assert columns == {row["kind"] for row in reference_table("eligibility_sources")}


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_complete_and_no_row_stands_twice(name: str) -> None:
    rows = reference_table(name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", DATES)
def test_dates_are_dates(name: str) -> None:
    for row in reference_table(name):
        for column in DATES[name]:
            if row[column]:
                assert date.fromisoformat(row[column]).isoformat() == row[column]


@pytest.mark.parametrize("name", TABLES)
def test_verified_is_yes_or_no(name: str) -> None:
    rows = reference_table(name)
    if "verified" in rows[0]:
        assert {row["verified"] for row in rows} <= {"yes", "no"}


@pytest.mark.parametrize("name", [name for name in TABLES if name != "chromebooks"])
def test_texts_are_plain_signs(name: str) -> None:
    text = files("planner.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    assert text.isascii()


def test_what_says_not_checked_is_not_called_verified() -> None:
    for name in TABLES:
        for row in reference_table(name):
            # The manuals, pages and figures themselves: a range in words may stay unverified.
            unchecked = "not checked against" in row.get("source", "")
            if unchecked and "verified" in row:
                assert row["verified"] == "no", row
            if unchecked and "status" in row:
                assert row["status"] == "unverified", row
