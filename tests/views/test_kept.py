"""Every chart and every document is exactly as it is kept, to the word, the mark and the number."""

from __future__ import annotations

import pytest

from tests.views.kept import CASES, KEPT, difference


@pytest.mark.parametrize("name", KEPT)
def test_chart_or_document_is_as_it_is_kept(name: str) -> None:
    lines = difference(name)
    assert not lines, "\n".join(["python tests/views/kept.py --write keeps what is now", *lines])


def test_every_kept_file_is_made_by_something() -> None:
    files = [*CASES.glob("charts/*"), *CASES.glob("documents/*")]
    assert {f"{file.parent.name}/{file.stem}" for file in files} == set(KEPT)
