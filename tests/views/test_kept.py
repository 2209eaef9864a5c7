"""Charts, documents and panels are exactly as they are kept, to the word, mark and number."""

from __future__ import annotations

import pytest

from tests.views.kept import CASES, KEPT, difference


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_is_as_it_is_kept(name: str) -> None:
    lines = difference(name)
    assert not lines, "\n".join(["python tests/views/kept.py --write keeps what is now", *lines])


def test_every_kept_file_is_made_by_something() -> None:
    folders = {name.partition("/")[0] for name in KEPT}
    files = [file for folder in folders for file in (CASES / folder).iterdir()]
    assert {f"{file.parent.name}/{file.stem}" for file in files} == set(KEPT)
