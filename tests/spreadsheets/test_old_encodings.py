"""Old encodings: read where only one of them gives words, asked about elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.old_encodings import old_encoding

NAMES = (
    *("École", "Peña", "Nuñez", "Señora", "García", "Muñoz", "José", "São", "Zürich", "Raúl"),
    *("ÉCOLE", "Ibáñez", "López", "Jiménez", "Ávila", "Ángel", "Óscar", "Québec"),
)
OF_WINDOWS = (
    *("Teachers’ laptops", "O’Brien", "Lincoln’s", "K–5", "2019–20 plan", "“North”"),
    *("plan – next", "Math–Science", "€5", "½ day", "Acme™", "Élan…", "it’s Peña’s"),
)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("name", NAMES)
def test_name_is_read_as_it_was_saved(name: str, encoding: str) -> None:
    assert old_encoding(name.encode(encoding)) == encoding


@pytest.mark.parametrize("text", OF_WINDOWS)
def test_signs_that_word_makes_are_those_of_windows(text: str) -> None:
    assert old_encoding(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("raw", [b"\xcbngel", b"Fran\x87ais", b"a\x81\x8d\x9d"])
def test_what_could_be_several_names_is_asked_about(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "devices.csv"
    file.write_bytes(b"name,price\n" + raw + b",1\n")
    with pytest.raises(UnreadableError, match="letters with accents could be read in several ways"):
        read_csv(file)


def test_table_of_an_old_mac_keeps_its_names(tmp_path: Path) -> None:
    file = tmp_path / "enrollment.csv"
    file.write_bytes("name,grades\nEscuela Peña,K-5\nÉcole Québec,6-8\n".encode("mac_roman"))
    names = [line.cells[0] for line in read_csv(file).lines]
    assert names == ["name", "Escuela Peña", "École Québec"]
