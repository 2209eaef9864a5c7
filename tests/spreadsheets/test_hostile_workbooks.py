"""Files that want harm, or came to it: one sentence, after little work, in little memory."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import (
    DAMAGED,
    EMPTY,
    NO_FILE,
    NOT_A_WORKBOOK,
    NOT_OPENED,
    ODD,
    PROTECTED,
    TOO_LARGE,
)
from planner.spreadsheets.workbook_file import read_workbook
from tests.any_machine import PATIENCE, counted
from tests.raw_workbook import parts_of, sheet, styles, write_parts
from tests.test_house_style import JARGON

ROOT = Path(__file__).resolve().parents[2]
MOST_CALLS = 15_000_000  # the largest that is read takes 11 million
MOST_MEMORY = 300_000_000
EMPTY_ROWS = (
    "sheet Devices is far larger than a table of a plan. Delete the empty rows and columns "
    "beyond its table, and save it again"
)
ONE = "<row><c><v>1</v></c></row>"

#: Reads the file in a process of its own that may take little memory, and tells what came of it.
READ_APART = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_DATA, ({MOST_MEMORY}, {MOST_MEMORY}))
from pathlib import Path
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.workbook_file import read_workbook
from tests.any_machine import counted
try:
    with counted() as calls:
        found = read_workbook(Path(sys.argv[1]))
    told = sum(len(grid.lines) for grid in found.values())
except UnreadableError as error:
    told = error.reason
print(json.dumps([told, calls.number]))
"""


def read_apart(path: Path) -> int | str:
    """Number of lines of a workbook, or why it cannot be read."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ_APART, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stderr == ""
    told, calls = json.loads(done.stdout)
    assert calls < MOST_CALLS
    assert isinstance(told, (int, str))
    return told


def why_not(path: Path) -> str:
    """Why a file cannot be read."""
    with pytest.raises(UnreadableError) as caught:
        read_workbook(path)
    reason = caught.value.reason
    assert not JARGON.search(reason)
    assert not reason.endswith(".")
    return reason


def one_sheet(rows: str, after: str = "", before: str = "") -> dict[str, str | bytes]:
    return parts_of({"Devices": sheet(rows, after, before)})


def sheets(rows: str, number: int, after: str = "") -> dict[str, str | bytes]:
    return parts_of({f"Devices {i}": sheet(rows, after) for i in range(number)})


def with_part(name: str, part: str | bytes) -> dict[str, str | bytes]:
    return {**one_sheet(ONE), name: part}


def row_of(cell: str, number: int) -> str:
    return f"<row>{cell * number}</row>"


def row_with(attributes: int, start: str = "a") -> str:
    return "<row " + " ".join(f"{start}{i}=''" for i in range(attributes)) + "/>"


Build = Callable[[], Mapping[str, str | bytes]]
LARGE: dict[str, tuple[Build, int | str]] = {
    "a sheet of 100 MB": (lambda: one_sheet(ONE + " " * 100_000_000), EMPTY_ROWS),
    "a million styled rows": (
        lambda: one_sheet(ONE + "<row s='1' customFormat='1'/>" * 1_000_000),
        EMPTY_ROWS,
    ),
    "200,000 styled rows": (lambda: one_sheet(ONE + "<row s='1'/>" * 200_000), 1),
    "250,000 styled cells": (
        lambda: one_sheet(ONE + row_of("<c s='1'/>", 50) * 5000),
        1,
    ),
    "millions of short rows": (lambda: sheets("<row/>" * 1_100_000, 2), "sheet Devices 1"),
    "a full table of 30 columns": (
        lambda: one_sheet(row_of("<c s='1'><v>0.1234567</v></c>", 30) * 5000),
        5000,
    ),
    "numbers up to the bound": (
        lambda: sheets(row_of("<c s='6'><v>46204.1234567</v></c>", 290) * 490, 2),
        980,
    ),
    "rows up to the bound": (lambda: sheets(ONE * 5000, 24), TOO_LARGE),
    "long text called often": (
        lambda: parts_of(
            {"Devices": sheet("<row>" + "<c t='s'><v>0</v></c>" * 300 + "</row>")},
            texts=f"<si><t>{'ab ' * 50_000}</t></si>",
        ),
        TOO_LARGE,
    ),
    "a million shared texts": (
        lambda: parts_of({"Devices": sheet(ONE)}, texts="<si/>" * 1_500_000),
        TOO_LARGE,
    ),
    "nested": (lambda: one_sheet("<row>" + "<a>" * 100_000), ODD),
    "nested far": (lambda: one_sheet("<a>" * 2_000_000), EMPTY_ROWS),
    "many attributes": (
        lambda: one_sheet(row_with(700_000)),
        ODD,
    ),
    "many attributes, just fewer": (
        lambda: one_sheet("".join(row_with(40_000, f"b{j}") for j in range(20))),
        ODD,
    ),
    "many names": (lambda: one_sheet("".join(f"<a{i}/>" for i in range(700_000))), ODD),
    "a cell of megabytes": (lambda: one_sheet(f"<row><c><v>{'1' * 2_000_000}</v></c></row>"), ODD),
    "huge merged areas": (
        lambda: sheets(
            ONE * 5000,
            8,
            "<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 300 + "</mergeCells>",
        ),
        ODD,
    ),
    "one huge merged area": (
        lambda: one_sheet(ONE, "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"),
        1,
    ),
    "formulas over whole sheets": (
        lambda: one_sheet("<row><c><f t='array' ref='A1:KN5000'/></c></row>"),
        TOO_LARGE,
    ),
    "formulas over columns": (
        lambda: sheets(row_of("<c><f t='array' ref='A1:A5000'/></c>", 300), 20),
        TOO_LARGE,
    ),
    "a million conditional formats": (
        lambda: one_sheet(ONE, f"<conditionalFormatting sqref='{'A1 ' * 1_000_000}'/>"),
        ODD,
    ),
    "many drop-downs": (
        lambda: one_sheet(
            ONE,
            "<dataValidations>" + "<dataValidation sqref='A1'/>" * 300_000 + "</dataValidations>",
        ),
        1,
    ),
    "many defined names": (
        lambda: parts_of(
            {"Devices": sheet(ONE)},
            computing="<definedNames>"
            + "<definedName name='a'>B</definedName>" * 200_000
            + "</definedNames>",
        ),
        1,
    ),
    "number formats that never close": (
        lambda: with_part(
            "xl/styles.xml",
            "<s><numFmts>"
            + "".join(
                f"<numFmt numFmtId='{i}' formatCode='{('[' * 450) + ('[h' * 225)}'/>"
                for i in range(9_000)
            )
            + "</numFmts><cellXfs>"
            + "".join(f"<xf numFmtId='{i}'/>" for i in range(9_000))
            + "</cellXfs></s>",
        ),
        1,
    ),
    "a number format of megabytes": (
        lambda: with_part(
            "xl/styles.xml", styles().replace("formatCode='0%'", "").replace("mmm", "[" * 400_000)
        ),
        ODD,
    ),
    "thousands of sheets": (
        lambda: sheets(ONE, 900),
        "it has more than 200 sheets. Keep only those of the plan",
    ),
    "thousands of parts": (
        lambda: {**one_sheet(ONE), **{f"xl/media/{i}.png": b"" for i in range(5_000)}},
        TOO_LARGE,
    ),
    "a size that lies": (
        lambda: one_sheet(ONE, before="<dimension ref='A1:XFD1048576'/>"),
        1,
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_large_file_takes_little_work_and_memory(tmp_path: Path, case: str) -> None:
    build, expected = LARGE[case]
    found = read_apart(write_parts(tmp_path / "plan.xlsx", build()))
    if isinstance(expected, int):
        assert found == expected
    else:
        assert isinstance(found, str)
        assert found.startswith(expected)


def test_parts_that_lie_about_their_size(tmp_path: Path) -> None:
    part = sheet(ONE + f"<!--{' ' * 100_000}-->" * 90)
    good = write_parts(tmp_path / "good.xlsx", with_part("xl/worksheets/sheet1.xml", part))
    true, path = good.read_bytes(), tmp_path / "plan.xlsx"
    for lie in (10, len(part) - 1, len(part) + 1, 10_000_000, 10_000_001, 2**32 - 2):
        path.write_bytes(true.replace(struct.pack("<I", len(part)), struct.pack("<I", lie)))
        if len(part) < lie <= 10_000_000:  # what it holds is as its checksum says
            assert len(read_workbook(path)["Devices"].lines) == 1
        else:
            assert why_not(path) == (DAMAGED if lie < len(part) else EMPTY_ROWS)
    checksum = struct.pack("<I", zlib.crc32(part.encode()))
    path.write_bytes(true.replace(checksum, b"abcd"))
    assert why_not(path) == DAMAGED


def test_packing_that_unpacks_without_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with ZipFile(path, "w", ZIP_BZIP2) as archive:
        for name, part in one_sheet(ONE).items():
            archive.writestr(name, part)
    assert why_not(path) == ODD


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "plan.xlsx", one_sheet(ONE))
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("XL/Worksheets/Sheet1.xml", sheet("<row><c><v>2</v></c></row>"))
    assert why_not(path) == DAMAGED


@pytest.mark.parametrize(
    "part",
    [
        "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a><a/>",
    ],
)
@pytest.mark.parametrize(
    "name", ["xl/worksheets/sheet1.xml", "xl/texts.xml", "xl/workbook.xml", "_rels/.rels"]
)
def test_words_that_stand_for_other_words(tmp_path: Path, part: str, name: str) -> None:
    assert why_not(write_parts(tmp_path / "plan.xlsx", with_part(name, part))) == ODD


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_SAVE_AS = "In Excel, choose Save As, Excel Workbook (.xlsx)"
OTHERS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", EMPTY),
    "password": (_OLD + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
    "xls": (_OLD, f"it is a file of an old Office program. {_SAVE_AS}"),
    "html": (
        b"\xef\xbb\xbf <html><table><tr><td>1",
        f"it is a web page with the name of a workbook. {_SAVE_AS}",
    ),
    "xml 2003": (
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
        f"it is an XML spreadsheet. {_SAVE_AS}",
    ),
    "csv": (
        b"name,unit_price\nLaptops,900\n",
        "it is a text file with the name of a workbook. Rename it to end in .csv",
    ),
    "utf-16": (
        "name\tprice".encode("utf-16"),
        "it is a text file with the name of a workbook. Rename it to end in .csv",
    ),
    "pdf": (b"%PDF-1.7\x00", "it is a PDF. Copy its table into a workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NOT_A_WORKBOOK),
    "beginning of a zip archive": (b"PK\x03\x04" + bytes(100), DAMAGED),
    "zeros": (bytes(5_000), NOT_A_WORKBOOK),
    "too large": (b"PK" + bytes(20_000_001), TOO_LARGE),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_file_of_another_kind(tmp_path: Path, kind: str) -> None:
    content, reason = OTHERS[kind]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    assert why_not(path) == reason


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/workbook.bin", f"it is a binary workbook (.xlsb). {_SAVE_AS}"),
        ("content.xml", f"it is an OpenDocument file. {_SAVE_AS}"),
        (
            "Index/Document.iwa",
            "it is a Numbers file. In Numbers, choose File, Export To, Excel",
        ),
        ("word/document.xml", "it is a Word document. Copy its table into a workbook"),
        ("ppt/presentation.xml", "it is a PowerPoint file. Copy its table into a workbook"),
        ("devices.csv", NOT_A_WORKBOOK),
    ],
)
def test_archive_of_another_kind(tmp_path: Path, part: str, reason: str) -> None:
    assert why_not(write_parts(tmp_path / "plan.xlsx", {part: "x"})) == reason


def test_no_file_a_folder_and_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why_not(tmp_path / "plan.xlsx") == NO_FILE
    assert why_not(tmp_path) == NO_FILE
    assert why_not(tmp_path / ("x" * 400)) in (NO_FILE, NOT_OPENED)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    path = write_parts(tmp_path / "plan.xlsx", one_sheet(ONE))
    monkeypatch.setattr(Path, "open", refuse)
    assert why_not(path) == NOT_OPENED


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='2'><c r='A5'><v>1</v></c></row>",
        "<row r='0'><c r='A0'><v>1</v></c></row>",
        "<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<row r='1'><c><v>1</v></c></row><row r='1'><c><v>2</v></c></row>",
        "<row><c r='XFE1'><v>1</v></c></row>",
        "<row r='1048577'><c r='A1048577'><v>1</v></c></row>",
        "<row r='-1'/>",
        "<row r='\u0661'/>",
        "<row><c r='a1'><v>1</v></c></row>",
        "<row><c s='x'><v>1</v></c></row>",
        "<row><c t='s'><v>0</v></c></row>",
        "<row><c t='s'><v>-1</v></c></row>",
        "<row><c t='s'><v>one</v></c></row>",
        "<row><c t='array'><v>1</v></c>",
        "<row>&nbsp;</row>",
    ],
)
def test_sheet_that_contradicts_itself(tmp_path: Path, rows: str) -> None:
    assert why_not(write_parts(tmp_path / "plan.xlsx", one_sheet(rows))) == DAMAGED


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_missing_part(tmp_path: Path, name: str) -> None:
    parts = one_sheet(ONE)
    del parts[name]
    assert why_not(write_parts(tmp_path / "plan.xlsx", parts)) in (DAMAGED, NOT_A_WORKBOOK)


def test_workbook_without_sheets_or_with_two_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    assert why_not(write_parts(path, parts_of({}))) == DAMAGED
    twice = parts_of({"Devices": sheet(ONE), "DEVICES": sheet(ONE)})
    assert why_not(write_parts(path, twice)) == "it has two sheets called DEVICES. Rename one"
    long = parts_of({"A\n" + "b" * 90: sheet(ONE), "a\n" + "B" * 90: sheet(ONE)})
    assert (
        why_not(write_parts(path, long)) == f"it has two sheets called a {'B' * 26}.... Rename one"
    )


def test_anything_else_that_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parts(tmp_path / "plan.xlsx", one_sheet(ONE))
    for accident in (MemoryError, RecursionError, KeyError, RuntimeError):

        def fail(_path: Path, accident: type[Exception] = accident) -> None:
            raise accident

        monkeypatch.setattr("planner.spreadsheets.workbook_file.open_package", fail)
        assert why_not(path) == DAMAGED


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-7", "big5", "nonsense"])
def test_parts_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{sheet(ONE)}"
    part = text.encode("utf-16" if encoding == "utf-16" else "ascii")
    path = write_parts(tmp_path / "plan.xlsx", with_part("xl/worksheets/sheet1.xml", part))
    if encoding in ("utf-16", "latin-1"):
        assert read_workbook(path)["Devices"].lines[0].cells == ("1",)
    else:
        assert why_not(path) == DAMAGED


def good_workbook() -> bytes:
    book = openpyxl.Workbook()
    for name in ("Devices", "District"):
        page = book.create_sheet(name)
        for row in range(12):
            page.append([f"row {row}", row * 1.5, True, "=A1", None, "text"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_broken_anywhere_gives_the_same_cells_or_a_sentence(tmp_path: Path) -> None:
    rng = random.Random(4)
    good = good_workbook()
    path = tmp_path / "plan.xlsx"
    path.write_bytes(good)
    with counted() as usual:
        whole = read_workbook(path)
    refused = 0
    for turn in range(600):
        broken = bytearray(good)
        if turn % 3 == 0:
            del broken[rng.randrange(len(broken)) :]
        elif turn % 3 == 1:
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        else:
            at = rng.randrange(len(broken))
            broken[at : at + rng.randrange(9)] = rng.randbytes(rng.randrange(9))
        path.write_bytes(broken)
        try:
            with counted() as calls:
                assert read_workbook(path) == whole
        except UnreadableError:
            refused += 1
        assert calls.number < 2 * usual.number
    assert refused > 300


def test_broken_within_a_part_gives_cells_or_a_sentence(tmp_path: Path) -> None:
    rng = random.Random(5)
    with ZipFile(io.BytesIO(good_workbook())) as archive:
        good = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in good if name.startswith(("xl/work", "xl/s", "xl/_", "_rels"))]
    read = 0
    for _ in range(400):
        name = rng.choice(names)
        broken = bytearray(good[name])
        for _ in range(rng.randrange(1, 4)):
            at = rng.randrange(len(broken))
            broken[at : at + rng.randrange(3)] = bytes(rng.choices(b"<>/\"'=& 0019Aarstv&#;", k=2))
        path = write_parts(tmp_path / "plan.xlsx", {**good, name: bytes(broken)})
        try:
            read += len(read_workbook(path))
        except UnreadableError as error:
            assert error.reason
    assert read > 50
