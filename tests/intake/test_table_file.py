"""How a CSV table is changed: new rows and columns in the district's own way of writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.merge import Changed, Merge, TableRow
from planner.intake.table_file import TableFile
from planner.plan.reading.headings import columns_read
from planner.plan.tables import TABLES

LICENSES = TABLES["licenses"]


def rewritten(
    folder: Path,
    text: str | bytes,
    *,
    added: tuple[dict[str, str], ...] = (),
    changed: dict[int, dict[str, str]] | None = None,
    removed: tuple[int, ...] = (),
) -> bytes:
    """The file after changes: ``changed`` is row -> column -> new text."""
    path = folder / "licenses.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    table = TableFile(LICENSES, path)
    rows = {row.number: row for row in table.rows()}
    cells = [
        Changed(
            rows[number], {c: (rows[number].cells.get(c, ""), new) for c, new in columns.items()}
        )
        for number, columns in (changed or {}).items()
    ]
    gone = tuple(TableRow(number, {}) for number in removed)
    return table.rewritten(Merge(added, tuple(cells), gone, 0))


def test_rows_are_added_after_the_last_row_that_is_read(tmp_path: Path) -> None:
    text = "# ours\nname,price\nA,1\n\n# remark\nB,2\n\n# end\n"
    assert rewritten(tmp_path, text, added=({"name": "C", "price": "3"}, {"name": "D"})) == (
        b"# ours\nname,price\nA,1\n\n# remark\nB,2\nC,3\nD,\n\n# end\n"
    )


def test_rows_are_added_after_a_removed_last_row_and_after_bare_headings(tmp_path: Path) -> None:
    new = ({"name": "C", "price": "3"},)
    assert rewritten(tmp_path, "name,price\nA,1\nB,2\n# end\n", added=new, removed=(3,)) == (
        b"name,price\nA,1\nC,3\n# end\n"
    )
    assert rewritten(tmp_path, "name,price\n\n# end\n", added=new) == (
        b"name,price\nC,3\n\n# end\n"
    )
    assert rewritten(tmp_path, "name,price", added=new) == b"name,price\nC,3\n"
    assert rewritten(tmp_path, "name,price\nA,1\nB,2\n", removed=(2,)) == b"name,price\nB,2\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_last_line_without_an_end_gets_one_if_a_row_follows(tmp_path: Path, end: str) -> None:
    text = f"name,price{end}A,1"
    assert rewritten(tmp_path, text, added=({"name": "C"},)) == (
        f"name,price{end}A,1{end}C,{end}".encode()
    )
    assert rewritten(tmp_path, text, changed={2: {"price": "5"}}) == (
        f"name,price{end}A,5".encode()
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_keep_their_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["# ours", "name,price", "A,1", 'B,"2', '"', "C,3", ""])
    after = rewritten(
        tmp_path, text, changed={3: {"price": "5"}}, added=({"name": "D", "source": "List"},)
    )
    assert after.decode() == end.join(
        ["# ours", "name,price,source", "A,5", 'B,"2', '"', "C,3", "D,,List", ""]
    )


def test_a_file_with_nothing_in_it_gets_every_column(tmp_path: Path) -> None:
    headings, row, nothing = rewritten(tmp_path, "\n\n", added=({"name": "A"},)).split(b"\n")
    assert headings.decode() == ",".join(columns_read(LICENSES))
    assert row.startswith(b"A,,")
    assert nothing == b""


def test_a_column_of_the_district_stays(tmp_path: Path) -> None:
    text = "Name;Our Code;Price\nA;x1;1\n"
    assert rewritten(tmp_path, text, changed={2: {"price": "2"}}, added=({"name": "B"},)) == (
        b"Name;Our Code;Price\nA;x1;2\nB;;\n"
    )


def test_a_changed_cell_leaves_the_others_as_typed(tmp_path: Path) -> None:
    text = 'name,price,note\n=A, 1 ,"two\nlines"\nB,2\n'
    assert rewritten(tmp_path, text, changed={2: {"price": "5"}, 3: {"note": "=1+1"}}) == (
        b'name,price,note\n=A,5,"two\nlines"\nB,2,\'=1+1\n'
    )


def test_new_columns_stand_at_the_end_once_and_only_if_something_is_in_them(
    tmp_path: Path,
) -> None:
    text = "Name;Price\r\nA;1\r\nB;2\r\n"
    after = rewritten(
        tmp_path,
        text,
        added=({"name": "C", "price": "3", "units": "", "source": "List"},),
        changed={2: {"source": "List"}, 3: {"note": "x"}},
    )
    assert after == (b"Name;Price;source;note\r\nA;1;List\r\nB;2;;x\r\nC;3;List;\r\n")


def test_a_table_that_is_not_there_is_written_with_every_column(tmp_path: Path) -> None:
    table = TableFile(LICENSES, tmp_path / "none.csv")
    assert table.rows() == []
    after = table.rewritten(Merge(({"name": "C", "price": "=3"},), (), (), 0)).decode()
    headings, row, nothing = after.split("\n")
    assert headings == ",".join(columns_read(LICENSES))
    cells = dict(zip(headings.split(","), row.split(","), strict=True))
    assert {name: text for name, text in cells.items() if text} == {"name": "C", "price": "'=3"}
    assert nothing == ""


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_the_encoding_stays(tmp_path: Path, mark: bytes, encoding: str) -> None:
    text = "name,price\nCafé,1\n"
    after = rewritten(tmp_path, mark + text.encode(encoding), changed={2: {"price": "2"}})
    assert after == mark + text.replace("1", "2").encode(encoding)


def test_a_letter_that_the_encoding_lacks_turns_the_file_into_utf_8(tmp_path: Path) -> None:
    text = "name,price\nCafé,1\n".encode("cp1252")
    after = rewritten(tmp_path, text, added=({"name": "数学"},))
    assert after == b"\xef\xbb\xbf" + "name,price\nCafé,1\n数学,\n".encode()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_stays(tmp_path: Path, separator: str) -> None:
    text = 'name,price,note\nA,1,"a,b;c|d\te"\n'.replace(",", separator, 2).replace(
        "A,1,", f"A{separator}1{separator}"
    )
    after = rewritten(tmp_path, text, changed={2: {"price": "2"}}).decode()
    assert after.splitlines()[0] == text.splitlines()[0]
    assert after.splitlines()[1] == text.splitlines()[1].replace("1", "2")


def test_settings_are_found_by_any_spelling(tmp_path: Path) -> None:
    path = tmp_path / "district.csv"
    path.write_text("setting,value\nFirst Year,FY2027\nOur own,1\n,2\n", encoding="utf-8")
    rows = TableFile(TABLES["district"], path).rows()
    assert [row.cells["setting"] for row in rows] == ["first_year", "our own", ""]
    path.write_text("name,price,Room,\nA,1,12,x\n", encoding="utf-8")
    (row,) = TableFile(LICENSES, path).rows()
    assert "setting" not in row.cells
    assert {name: text for name, text in row.cells.items() if name in ("name", "price", "")} == {
        "name": "A",
        "price": "1",
    }


def test_new_rows_end_as_the_headings_do(tmp_path: Path) -> None:
    text = "name,price\nA,1\r\nB,2\r\n"
    assert rewritten(tmp_path, text, changed={3: {"price": "3"}}, added=({"name": "C"},)) == (
        b"name,price\nA,1\r\nB,3\nC,\n"
    )
