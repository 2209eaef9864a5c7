"""The page is one file that asks for nothing, runs nothing it does not know, and reads in order."""

from __future__ import annotations

import planner.startup  # noqa: F401

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from planner.publish.page.render import render_page, write_page
from planner.views.format.markup import paragraphs
from tests.publish.page.sample_report import figure, line, sample_report, shown, write_notebook

TITLE = "Technology funding plan: Prairie View"
VOID = {"meta", "img", "br", "hr", "link", "base", "input", "line", "path", "rect"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Reading(HTMLParser):
    """The elements of a page in the order in which they are read."""

    elements: list[Element] = field(default_factory=list)
    open_tags: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = tuple(element.tag for element in self.open_tags)
        element = Element(tag, {name: value or "" for name, value in attrs}, inside)
        self.elements.append(element)
        if tag not in VOID:
            self.open_tags.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = tuple(element.tag for element in self.open_tags)
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, inside))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open_tags):
            while self.open_tags.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.open_tags:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


def read(page: str) -> Reading:
    reading = Reading()
    reading.feed(page)
    return reading


def page_of(folder: Path, *cells: NotebookNode) -> str:
    return render_page(write_notebook(new_notebook(cells=list(cells)), folder), TITLE)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    return render_page(write_notebook(sample_report(), folder), TITLE)


def test_the_page_is_under_its_limit(page: str) -> None:
    assert len(page.encode("utf-8")) < 700_000


def test_nothing_is_asked_of_the_network(page: str) -> None:
    for element in read(page).elements:
        for name in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
            value = element.attributes.get(name, "")
            assert not re.match(r"(?i)\s*(https?:)?//", value), (element.tag, value)
    style = read(page).all("style")[0].text
    assert "url(" not in style and "@import" not in style


def test_the_policy_names_both_scripts_by_hash_and_no_other(page: str) -> None:
    reading = read(page)
    (policy,) = (
        element.attributes["content"]
        for element in reading.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    (unpacks,) = (e for e in reading.all("script") if "type" not in e.attributes)
    (packed,) = (e for e in reading.all("script") if e.attributes.get("id") == "planner-packed")
    letters = packed.text.replace("v", "<")
    scripts = [unpacks.text.encode("utf-8"), gzip.decompress(base64.a85decode(letters))]
    digests = [hashlib.sha256(script).digest() for script in scripts]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    assert policy == (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    position = page.index("Content-Security-Policy")
    assert position < page.index("<style") and position < page.index("<script")


def test_every_chart_brings_its_specification_and_its_still_picture(page: str) -> None:
    reading = read(page)
    specs = [element for element in reading.all("script") if "data-figure" in element.attributes]
    pictures = [e for e in reading.elements if "planner-chart" in e.attributes.get("class", "")]
    names = [element.attributes["data-figure"] for element in specs]
    assert names == [element.attributes["data-figure"] for element in pictures]
    assert len(set(names)) == 6
    assert len(reading.all("svg")) == 6
    assert all(picture.attributes["role"] == "img" for picture in pictures)
    assert all(picture.attributes["aria-label"] for picture in pictures)


def test_no_two_elements_share_an_id(page: str) -> None:
    ids = [e.attributes["id"] for e in read(page).elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    references = set(re.findall(r"url\(#([^)]+)\)", page.partition("<footer")[0]))
    assert references and references <= set(ids)


def test_landmarks_and_headings_are_in_order(page: str) -> None:
    reading = read(page)
    landmarks = [(e.tag, e.inside[-1]) for e in reading.all("header", "main", "nav", "footer")]
    assert landmarks == [
        *(("header", "body"), ("main", "body"), ("nav", "div"), ("footer", "body")),
    ]
    headings = [element.tag for element in reading.all("h1", "h2", "h3", "h4")]
    assert headings[0] == "h1" and headings.count("h1") == 1
    levels = [int(heading[1]) for heading in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert reading.all("a")[0].attributes["href"] == "#main"
    assert reading.all("html")[0].attributes["lang"] == "en"
    assert reading.all("title")[0].text == TITLE


def test_the_answer_comes_before_the_contents(page: str) -> None:
    answer, contents = page.index('planner-answer"'), page.index('class="planner-contents"')
    assert page.index("<main") < answer < contents < page.index("<h2")


def test_the_contents_lead_to_every_section(page: str) -> None:
    reading = read(page)
    links = [e for e in reading.all("a") if "nav" in e.inside]
    sections = {e.attributes["id"]: e.text for e in reading.all("h2")}
    assert {link.attributes["href"].removeprefix("#"): link.text for link in links} == sections
    assert len(sections) == 7


def test_the_last_section_with_the_provenance_is_the_foot(page: str) -> None:
    reading = read(page)
    (provenance,) = (
        e for e in reading.elements if e.attributes.get("class") == "planner-provenance"
    )
    assert "footer" in provenance.inside
    assert [e.text for e in reading.all("h2") if "footer" in e.inside] == ["About this page"]


def two_parts() -> list[NotebookNode]:
    rows = [{"year": "FY2027", "y": 1}]
    return [
        shown("<p>The answer.</p>"),
        *(new_markdown_cell(f"## Section {number}") for number in range(3)),
        figure("f", "A title", "Finding.", [line("y", "red")], rows),
        new_markdown_cell("# Appendix\n\nWhat may be looked up."),
        *(new_markdown_cell(f"## Table {number}") for number in range(4)),
        new_markdown_cell("## Origin"),
        shown('<dl class="planner-provenance"><dt>Plan</dt><dd>a</dd></dl>'),
    ]


def test_a_heading_of_the_first_level_begins_an_appendix_with_its_own_contents(
    tmp_path: Path,
) -> None:
    page = page_of(tmp_path, *two_parts())
    reading = read(page)
    appendix = page.index('<div class="planner-appendix"')
    assert page.index("Section 2</h2>") < appendix < page.index("Table 0</h2>")
    assert [heading.text for heading in reading.all("h1")] == [TITLE]
    first, second = (
        [line.strip() for line in e.text.split("\n") if line.strip()] for e in reading.all("nav")
    )
    assert first == ["On this page", "Section 0", "Section 1", "Section 2", "Appendix"]
    assert second[:5] == ["In this appendix", "Table 0", "Table 1", "Table 2", "Table 3"]
    assert second[5:] == ["Terms on this page", "Origin"]
    anchors = {e.attributes["href"].removeprefix("#") for e in reading.all("a")}
    assert {e.attributes["id"] for e in reading.all("h2")} <= anchors | {"numbers-on-paper"}


def test_on_paper_the_numbers_behind_the_charts_are_in_the_appendix(tmp_path: Path) -> None:
    page = page_of(tmp_path, *two_parts())
    (numbers,) = re.findall(r'<section class="planner-on-paper".*?</section>', page, re.DOTALL)
    assert "<h3>A title</h3><table" in numbers
    assert page.count("FY2027</td>") == 2
    assert "planner-on-paper" not in page_of(tmp_path, *two_parts()[:5]).partition("</style>")[2]


def test_a_title_before_every_section_begins_no_appendix(tmp_path: Path) -> None:
    page = page_of(tmp_path, new_markdown_cell("# My plan"), new_markdown_cell("## One"))
    assert '<div class="planner-appendix"' not in page


def test_code_warnings_and_live_only_cells_stay_out(page: str) -> None:
    words = read(page).all("body")[0].text
    for hidden in ("chart(...)", 'prairie-view"', "FutureWarning", "move this slider"):
        assert hidden not in words


def test_the_same_notebook_gives_the_same_bytes(page: str, tmp_path: Path) -> None:
    notebook = write_notebook(sample_report(), tmp_path)
    written = write_page(notebook, tmp_path / "new folder" / "page.html", TITLE)
    # Vega numbers the clip paths of each new picture onwards; the page does not show it.
    assert written.read_bytes() == page.encode("utf-8")
    assert [path.name for path in written.parent.iterdir()] == ["page.html"]


def test_a_page_without_charts_has_no_script(tmp_path: Path) -> None:
    live = figure("live", "Live", "Only in JupyterLab.", [line("y", "red")], [{"year": 1, "y": 2}])
    live.metadata["tags"] = ["live-only"]
    page = page_of(tmp_path, new_markdown_cell("## One"), shown("<p>Words only.</p>"), live)
    assert "<script" not in page and "script-src" not in page and "packed" not in page
    assert "default-src 'none'" in page
    assert len(page) < 30_000


def test_a_page_without_masthead_takes_its_title_as_heading(tmp_path: Path) -> None:
    reading = read(page_of(tmp_path, new_markdown_cell("## One & two\n\n## One & two")))
    assert [heading.text for heading in reading.all("h1")] == [TITLE]
    anchors = [heading.attributes["id"] for heading in reading.all("h2")]
    assert anchors == ["section-one-two", "section-one-two-2"]
    assert not reading.all("nav")


def test_printed_text_and_plain_values_are_shown_as_text(tmp_path: Path) -> None:
    cell = new_code_cell(
        outputs=[
            new_output("stream", name="stdout", text="a < b"),
            new_output("execute_result", {"text/plain": "<plain>"}),
            new_output("display_data", {"text/markdown": "some **words**"}),
            new_output("stream", name="stderr", text="a warning"),
            new_output("error", ename="E", evalue="an error", traceback=["a traceback"]),
            new_output(
                "display_data",
                {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "a slider"},
            ),
        ]
    )
    page = page_of(tmp_path, cell)
    assert "a &lt; b" in page and "&lt;plain&gt;" in page and "<strong>words</strong>" in page
    for hidden in ("a warning", "an error", "a traceback", "a slider"):
        assert hidden not in page


@pytest.mark.parametrize("name", ["</script><b>x", "<!--<script>", "<img src=x onerror=alert(1)>"])
def test_a_name_in_the_data_stays_data(tmp_path: Path, name: str) -> None:
    rows = [{"year": "FY2027", "part": name, "y": 1}]
    page = page_of(tmp_path, figure("f", "Title", "Finding.", [line("y", "red")], rows))
    (spec,) = re.findall(r'<script [^>]*data-figure="f">([^<]*)</script>', page)
    assert f'"part":"{name}"' in gzip.decompress(base64.b64decode(spec)).decode()
    scripts = read(page).all("script")
    assert [e.attributes.get("data-figure") for e in scripts] == ["f", None, None]


def test_a_name_cannot_pass_for_a_part_of_the_page(tmp_path: Path) -> None:
    """A district, or a source of one, may be called as our blocks are."""
    names = ("planner-masthead", "planner-provenance", "planner-brief", "roll-up-standings")
    loud = paragraphs(*names, *(f'class="{name}"' for name in names)).html
    page = page_of(tmp_path, new_markdown_cell("## One"), shown(loud), new_markdown_cell("## Two"))
    usual = page_of(tmp_path, new_markdown_cell("## One"), new_markdown_cell("## Two"))
    named = [e for e in read(page).all("p") if e.text in names]
    assert len(named) == len(names)
    assert all("main" in e.inside for e in named), "and not in the head or the foot"
    assert page.partition("</style>")[0] == usual.partition("</style>")[0]
    assert page.count("<script") == usual.count("<script")
