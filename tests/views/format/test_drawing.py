"""A still picture of a chart is slim, and the same whatever fonts a machine has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vl_convert as vlc

from planner.views.format import drawing
from planner.views.format.drawing import CARRIED_FONT, drawn, picture, slim

CHART: dict[str, Any] = {
    "data": {"values": [{"payer": "Général fund", "paid": 5}, {"payer": "Levy", "paid": 7}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "paid", "type": "quantitative", "axis": {"format": "$,.2f"}},
        "y": {"field": "payer", "type": "nominal"},
    },
    "config": {"font": CARRIED_FONT},
}
MANY_WORDS: dict[str, Any] = {
    "data": {"values": [{"payer": f"The levy of fiscal year {year}"} for year in range(100)]},
    "mark": "text",
    "encoding": {"y": {"field": "payer"}, "text": {"field": "payer"}},
    "config": {"font": CARRIED_FONT},
}
DRAWS_WITHOUT_FONTS = """
import sys, vl_convert
sys.stdout.buffer.write(vl_convert.vegalite_to_svg(sys.stdin.read(), vl_version="6.4").encode())
"""
DRAWS_AGAIN = """
import resource, sys
from planner.views.format.drawing import drawn
words = sys.stdin.read()
for _ in range(4):
    drawn(words)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is said of fonts there")


@on_linux
def test_a_picture_is_the_same_where_a_machine_has_no_fonts(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    without = subprocess.run(
        [sys.executable, "-c", DRAWS_WITHOUT_FONTS],
        input=json.dumps(CHART).encode(),
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        check=True,
    )
    assert without.stdout.decode() == drawn(json.dumps(CHART))


@on_linux
def test_no_file_is_read_again_for_each_letter() -> None:
    words = json.dumps(MANY_WORDS)
    # Not in this process: one that has drawn much gives memory back and takes it again.
    fresh = subprocess.run(
        [sys.executable, "-c", DRAWS_AGAIN], input=words, capture_output=True, text=True, check=True
    )
    seen = [0, *map(int, fresh.stdout.split())]
    # A file that is opened for a letter is seen for the first time at a dozen places [pages].
    assert min(after - before for before, after in pairwise(seen)) < 5 * len(words)


@pytest.mark.parametrize("before", ["/etc/fonts/theirs.conf", None])
def test_the_fonts_of_other_programs_stay_what_they_were(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    drawing._measure_in_the_carried_font.__wrapped__()
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_a_picture_is_in_the_font_of_the_page_and_says_nothing_of_single_marks() -> None:
    svg = picture(CHART)
    assert svg.count("font-family=") == svg.count('font-family="sans-serif"') == 1
    assert "Général fund" in svg
    assert "aria-" not in svg
    assert "role=" not in svg


def test_a_picture_has_the_looks_of_its_chart_and_is_measured_in_the_carried_font() -> None:
    looks = {"axis": {"labelColor": "#123456"}}
    svg = picture({**CHART, "config": looks})
    assert 'fill="#123456"' in svg
    assert svg == picture({**CHART, "config": {**looks, "font": CARRIED_FONT, "aria": True}})


def test_a_picture_is_drawn_by_the_version_that_a_page_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(_: str, vl_version: str) -> str:
        return vl_version

    monkeypatch.setattr(vlc, "vegalite_to_svg", version)
    assert drawn("{}") == "6.4"


@on_linux
def test_the_fonts_of_the_machine_come_after_the_carried_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    read: list[tuple[str, bool]] = []

    def register(folder: str) -> None:
        configuration = os.environ.get("FONTCONFIG_FILE", "")
        read.append((folder, Path(configuration).name == "no_fonts.conf"))

    monkeypatch.setattr(vlc, "register_font_directory", register)
    drawing._measure_in_the_carried_font.__wrapped__()
    assert read == [
        ("/dev/null", True),
        ("/usr/share/fonts", False),
        ("/usr/local/share/fonts", False),
        (f"{tmp_path}/.local/share/fonts", False),
        (f"{tmp_path}/.fonts", False),
    ]


def test_on_other_systems_no_font_comes_before_the_carried_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(vlc, "register_font_directory", read.append)
    drawing._measure_in_the_carried_font.__wrapped__()
    assert read == []


def test_a_drawing_counts_its_parts_from_nothing_on() -> None:
    parts = '<g id="clip7"/><g id="gradient_7"/><g fill="url(#gradient_7)"/><g id="gradient_12"/>'
    assert slim(parts) == (
        '<g id="clip0"/><g id="gradient_1"/><g fill="url(#gradient_1)"/><g id="gradient_2"/>'
    )


def test_a_drawing_says_once_what_holds_for_every_mark() -> None:
    drawing = '<svg><g class="mark-rule role"><svg class="background"></svg></g></svg>'
    assert slim(drawing) == "<svg><g><svg></svg></g></svg>"
    assert slim('<svg a="1"><svg b="2">') == '<svg font-family="sans-serif" a="1"><svg b="2">'
    assert slim('<svg><path aria-label="a b" role="img" d="M0"/>') == '<svg><path d="M0"/>'


def test_what_marks_side_by_side_have_in_common_their_group_says() -> None:
    marks = '<path d="M0" fill="red" stroke="white"/><path d="M1" fill="blue" stroke="white"/>'
    shared = '<g stroke="white"><path d="M0" fill="red"/><path d="M1" fill="blue"/></g>'
    assert slim(f"<g><g>{marks}</g></g>") == f"<g>{shared}</g>"
    line, words = '<line x2="5" fill="red"/>', '<text x="1" fill="red">a<tspan>b</tspan></text>'
    assert slim(f"<g>{line}</g>") == '<g fill="red"><line x2="5"/></g>'
    two = '<line x2="5" stroke="white" fill="red"/>'
    assert slim(f"<g>{two}</g>") == '<g fill="red" stroke="white"><line x2="5"/></g>'
    assert slim(f"<g>{line}{words}</g>") == f"<g>{line}{words}</g>"  # not all of it is known
    assert slim(f'<g transform="scale(2)">{line}</g>') == f'<g transform="scale(2)">{line}</g>'


def test_words_of_a_picture_stay_as_they_are() -> None:
    text = '<text x="1.239" fill="red">{}</text>'
    said = ' fill="red" of 3.125 mills'
    assert slim(f"<g>{text.format(said)}</g>") == f'<g fill="red"><text x="1.23">{said}</text></g>'


def test_decimals_that_nobody_sees_and_marks_that_show_nothing_are_left_out() -> None:
    assert slim('<path d="M0.5,1.2345h12.00001"/>') == '<path d="M0.5,1.23h12.00"/>'
    assert slim('<path d="M1.2345e-7"/>') == '<path d="M1.2345e-7"/>'
    assert slim('<g><path d="" display="none"/><g></g></g>') == "<g><g></g></g>"
