"""An export in another format is explained as ``planner check`` explains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import read_export
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import PlanWriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FILES = {
    "old.xls": OLE,
    "protected.xls": OLE + "EncryptedPackage".encode("utf-16-le"),
    "page.xls": b"\r\n<html><body><table><tr><td>Product</td></tr></table></body></html>",
    "xml.xls": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    b'spreadsheet">',
    "print.xls": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("name", FILES)
def test_import_says_what_check_says(name: str, tiny: PlanWriter, tmp_path: Path) -> None:
    file = write(tmp_path, name, FILES[name])
    workbook = write(tmp_path, "plan.xlsx", FILES[name])
    with pytest.raises(PlanError) as refused:
        read_plan(workbook)
    (said,) = read_export("assets", file, read_plan(tiny())).problems
    (of_plan,) = refused.value.problems
    assert said.facts["reason"] == of_plan.facts["reason"]
    assert said.code == of_plan.code


def test_text_with_the_name_of_a_workbook_is_read(tiny: PlanWriter, tmp_path: Path) -> None:
    """Many programs export tab-separated text under the name .xls."""
    file = write(tmp_path, "list.xls", "Purchase date\tFleet\n8/14/2025\tLabs\n")
    (row,) = read_export("assets", file, read_plan(tiny())).rows
    assert (row["name"], row["units"]) == ("Labs", "1")
