"""What an export holds about people and single devices is never seen again, whatever happens."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from planner.intake import Options, read_export, run_import
from planner.intake.export_headings import NEEDED
from planner.intake.open_export import open_export
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.reference.exports import export_headings
from tests.intake.exports import CONSOLE, GAM, SENTINEL, csv_text, device_rows, write
from tests.tiny_plan import PlanWriter

LICENSES = csv_text(
    ("Product", "Seats", "Used", "Price per seat", "Kind", "Contact", "E-mail", "License key"),
    [
        ("Typing", "120", "95", "9", "instructional software", SENTINEL, SENTINEL, SENTINEL),
        ("Drawing", "50", "", "4", "instructional software", SENTINEL, SENTINEL, SENTINEL),
        ("Bad", "x", "", "y", "instructional software", SENTINEL, SENTINEL, SENTINEL),
    ],
)
ASSETS = csv_text(
    ("Tag", "Description", "Purchase date", "Assigned to", "Room", "Cost"),
    [
        (SENTINEL, f"{SENTINEL} laptop", "8/14/2024", SENTINEL, SENTINEL, SENTINEL),
        (SENTINEL, SENTINEL, SENTINEL, SENTINEL, SENTINEL, SENTINEL),
    ],
)
LEDGER = csv_text(
    ("Account", "Description", "Vendor name", "Amount", "Check number"),
    [
        ("10-2580-530-000", f"Internet {SENTINEL}", SENTINEL, "24,000.00", SENTINEL),
        ("10-1000-110-000", f"Pay of {SENTINEL}", SENTINEL, "900", SENTINEL),
        ("10-2580-352-000", SENTINEL, SENTINEL, SENTINEL, SENTINEL),
    ],
)
ERATE = csv_text(
    ("ben", "billed_entity_name", "c2_budget_cycle", "funded_c2_budget_amount", "contact_email"),
    [("100001", "Tiny ISD", "FY2026-2030", "12000", SENTINEL)],
)
EXPORTS = [
    ("chromebooks", csv_text(GAM, device_rows(GAM, 300))),
    ("chromebooks", csv_text(CONSOLE, device_rows(CONSOLE, 300))),
    ("chromebooks", csv_text(GAM, [["x", *row] for row in device_rows(GAM, 300)])),  # shifted
    ("chromebooks", csv_text(GAM, [*device_rows(GAM, 20), [SENTINEL] * len(GAM)])),
    ("assets", ASSETS),
    ("licenses", LICENSES),
    ("ledger", LEDGER),
    ("erate", ERATE),
]


@pytest.mark.parametrize("chart", ["", "nces"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(("kind", "text"), EXPORTS)
def test_private_matter_is_nowhere(
    kind: str,
    text: str,
    encoding: str,
    chart: str,
    tiny: PlanWriter,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    plan = read_plan(tiny())
    export = write(tmp_path, "export.csv", text.encode(encoding))
    assert (
        SENTINEL.encode("utf-16-le" if encoding == "utf-16" else encoding[:5])
        in export.read_bytes()
    )
    options = Options(fleet="Chromebooks", chart=chart)
    found = run_import(kind, export, plan, options)
    seen = [found.text, repr(found), repr(read_export(kind, export, plan, options))]
    seen += [problem.message + repr(problem) for problem in found.problems]
    if not found.blocked:
        found.write()
    export.unlink()
    seen += [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*") if file.is_file()]
    seen += [str(file) for file in tmp_path.rglob("*")]
    told = capfd.readouterr()
    for text_seen in (*seen, caplog.text, told.out, told.err):
        assert SENTINEL not in text_seen


@pytest.mark.parametrize(("kind", "text"), EXPORTS)
def test_opened_export_has_nothing_but_columns_that_are_listed(
    kind: str, text: str, tmp_path: Path
) -> None:
    try:
        export = open_export(kind, write(tmp_path, "export.csv", text))
    except PlanError:
        return
    fields = set(export_headings(kind)) - {"repeats"}
    assert all(set(row.cells) <= fields for row in export.rows)
    assert export.dropped > 0
    if kind == "chromebooks":  # one column of them all could hold the sentinel, if it was shifted
        assert sum(SENTINEL in repr(row) for row in export.rows[:-1]) in (0, len(export.rows) - 1)


def test_numbers_of_devices_are_not_kept_even_under_another_name() -> None:
    assert "repeats" in export_headings("chromebooks")
    assert all("repeats" not in some for needed in NEEDED.values() for some in needed)


def test_heading_means_one_thing_in_one_kind_of_export() -> None:
    from planner.reference.exports import plain_heading

    for kind in NEEDED:
        seen: dict[str, str] = {}
        for field, headings in export_headings(kind).items():
            for heading in headings:
                assert seen.setdefault(plain_heading(heading.heading), field) == field
