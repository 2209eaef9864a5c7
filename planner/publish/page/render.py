"""An executed notebook as one HTML file that opens with the network off.

The page needs only itself: code is hidden, the style is our own, and one bundle of
JavaScript, packed, draws every chart. Static pictures are in the page too, so it reads the same
without JavaScript and in print.

A Content-Security-Policy names the scripts of the page by their hashes, the one that unpacks and
the one that draws, and forbids every other script and every request. nbconvert does not clean
what notebooks show; with this policy a script hidden in a district's name does not run.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import functools
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from planner.atomic_files import write_whole
from planner.publish.page.bundle import packed_script, vega_bundle
from planner.publish.page.pictures import own_pictures
from planner.publish.page.shell import (
    TEMPLATE,
    content_security_policy,
    link_back,
    page_script,
    page_style,
)
from planner.publish.page.what_if_scripts import what_if_data, what_if_scripts
from planner.views.format.markup import on_page
from planner.views.format.mime_types import CHART, CONTROL
from planner.views.format.packed_text import packed
from planner.views.format.terms import explained

_LIVE = "live-only"  # tag of cells that make sense in JupyterLab only
#: How blocks of ours begin. With its quotation mark: a name that a district typed has none, see
#: ``text_of``, and so cannot pass for the head of the page.
_MASTHEAD, _PROVENANCE, _BRIEF, _STANDINGS = (
    f'class="{style}"'
    for style in ("planner-masthead", "planner-provenance", "planner-brief", "roll-up-standings")
)
_APPENDIX = re.compile(r"# (?=\S)")  # at the start of a markdown cell, behind a section
_H2 = re.compile(r"<h2(?P<attributes>[^>]*)>(?P<text>.*?)</h2>", re.DOTALL)
_FIGURE_NUMBERS = re.compile(
    r'<figure class="planner-figure[^>]*><figcaption><h3>(?P<title>.*?)</h3>.*?'
    r"</summary>(?P<tables>.*?)</details>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Heading:
    """A section of the page: where to jump to, and its name as HTML."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Outline:
    """HTML whose section headings can be jumped to, with the headings met so far."""

    html: str
    headings: tuple[Heading, ...]


def render_page(notebook: Path, title: str, lang: str = "en", index: str = "") -> str:
    """Board page of an executed notebook.

    Parameters
    ----------
    notebook : Path
        The executed notebook. Its first ``planner-masthead`` output becomes the head of the
        page, what shows ``planner-provenance`` its foot; cells tagged ``live-only`` stay out.
    title : str
        Name of the page in the browser's tab and in a list of files.
    lang : str, default "en"
        Language of the page [ISO 639-1 code].
    index : str
        Address of the page that leads to it, for a page of a batch.

    Returns
    -------
    str
        The whole page.
    """
    content = nbformat.read(notebook, as_version=4)
    computes = what_if_data(content)
    rolls_up = any(_shows(cell, _STANDINGS) for cell in content.cells)
    style = page_style(
        one_sheet=any(_shows(cell, _BRIEF) for cell in content.cells),
        computes=bool(computes),
        rolls_up=rolls_up,
    )
    page: dict[str, object] = {"title": title, "style": style, "back": link_back(index)}
    page["policy"] = content_security_policy([])
    if _has_chart(content):
        unpack, draw = page_script("unpack.js"), f"{vega_bundle()}\n{page_script('boot.js')}"
        if computes:
            draw = f"{draw}\n{what_if_scripts()}"
            page["what_if_data"] = computes
        page |= {"unpack": unpack, "packed": packed_script(draw)}
        page["policy"] = content_security_policy([unpack, draw])
    elif rolls_up:
        page["script"] = script = page_script("roll_up.js", "roll_up")
        page["policy"] = content_security_policy([script])
    rendered, _ = _exporter(lang).from_notebook_node(content, resources={"page": page})
    return str(rendered)


def write_page(notebook: Path, page: Path, title: str, lang: str = "en", index: str = "") -> Path:
    """Write the board page of an executed notebook to a file, in one step.

    Returns
    -------
    Path
        ``page``.
    """
    return write_whole(page, render_page(notebook, title, lang, index))


class BoardExporter(HTMLExporter):
    """nbconvert with the template ``board``, taken from this package and nowhere else."""

    exclude_anchor_links = True

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  (as nbconvert has it)
        super().__init__(template_name="board", template_paths=[str(TEMPLATE)], **settings)
        self.register_preprocessor(_arrange, enabled=True)

    def default_filters(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        """Filters of nbconvert and those of our template."""
        yield from super().default_filters()
        yield "chart_numbers", _chart_numbers
        yield "explained", explained
        yield "figure_name", _figure_name
        yield "figure_spec", _figure_spec
        yield "outline", _outline
        yield "own_pictures", own_pictures
        yield "on_page", on_page

    def _validate_preprocessor(self, _notebook: NotebookNode, _preprocessor: object) -> None:
        """Nothing: it was checked when it was read, and no step makes it into another kind."""

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter does
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **settings: Any,  # noqa: ANN401  (as nbconvert has it)
    ) -> tuple[str, dict[str, Any]]:
        """Render without HTMLExporter's last step: it parses and rewrites a megabyte."""
        resources = self._init_resources(resources)
        return TemplateExporter.from_notebook_node(self, nb, resources, **settings)


@functools.cache
def _exporter(lang: str) -> BoardExporter:
    """What makes a notebook a page, with its template read: the same for all pages of a process."""
    left_out = {"enabled": True, "remove_cell_tags": {_LIVE}}
    return BoardExporter(language_code=lang, config=Config(TagRemovePreprocessor=left_out))


def _arrange(
    notebook: NotebookNode, resources: dict[str, Any]
) -> tuple[NotebookNode, dict[str, Any]]:
    """Put each thing shown into a part of the page; code, warnings and errors into none.

    The opening is what comes before the first section heading. A markdown cell that begins with
    a heading of the first level after that begins the appendix. The closing is the output with
    the provenance, with its section if that is the last.
    """
    shown = list(_things_shown(notebook.cells))
    heads = [number for number, cell in enumerate(shown) if _starts_section(cell)]
    first = heads[0] if heads else len(shown)
    last = heads[-1] if heads else len(shown)
    ends_with_provenance = any(_shows(cell, _PROVENANCE) for cell in shown[last:])
    part = "opening"
    for number, cell in enumerate(shown):
        closing = number >= last and ends_with_provenance
        if number == first:
            part = "report"
        cell.metadata["part"] = part
        if _shows(cell, _MASTHEAD):
            cell.metadata["part"] = "masthead"
        elif closing or _shows(cell, _PROVENANCE):
            cell.metadata["part"] = "closing"
        elif part == "report" and _starts_appendix(cell):
            part, cell.metadata["part"] = "appendix", "appendix-head"
            cell.source = f"#{cell.source}"  # the page has one heading of the first level
    notebook.cells = shown
    return notebook, resources


def _things_shown(cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Markdown cells as they are, and one cell for each output that a reader should see."""
    for cell in cells:
        if cell.cell_type == "markdown":
            yield cell
        for output in cell.get("outputs", []):
            printed = output.output_type == "stream" and output.name == "stdout"
            displayed = output.output_type in {"display_data", "execute_result"}
            if printed or (displayed and CONTROL not in output.data):
                yield NotebookNode(
                    cell_type="code",
                    metadata=NotebookNode(),
                    source="",
                    execution_count=None,
                    outputs=[output],
                )


def _starts_section(cell: NotebookNode) -> bool:
    if cell.cell_type == "markdown":
        return re.search(r"^## ", cell.source, re.MULTILINE) is not None
    return _shows(cell, "<h2")


def _starts_appendix(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown" and _APPENDIX.match(cell.source) is not None


def _shows(cell: NotebookNode, text: str) -> bool:
    outputs = cell.get("outputs", [])
    return any(text in output.get("data", {}).get("text/html", "") for output in outputs)


def _has_chart(notebook: NotebookNode) -> bool:
    for_the_page = [cell for cell in notebook.cells if _LIVE not in cell.metadata.get("tags", [])]
    shown = _things_shown(for_the_page)
    return any(_figure_name(output) for cell in shown for output in cell.get("outputs", []))


def _figure_name(output: NotebookNode) -> str:
    """Name of the chart in an output; empty if it has none."""
    data = output.get("data", {})
    if "text/html" not in data:
        return ""
    return str(data.get(CHART, {}).get("usermeta", {}).get("figure", ""))


def _figure_spec(output: NotebookNode) -> str:
    """Specification as JSON, packed: as it is, a name in it could end the script element."""
    return packed(json.dumps(output.data[CHART], ensure_ascii=False, separators=(",", ":")))


def _chart_numbers(fragment: str) -> str:
    """The tables behind the charts of a part, each under its chart's title."""
    return "".join(
        f"<h3>{found['title']}</h3>{found['tables']}"
        for found in _FIGURE_NUMBERS.finditer(fragment)
    )


def _outline(fragment: str, before: tuple[Heading, ...] = ()) -> Outline:
    """Give every section heading an anchor made of its words."""
    headings = list(before)

    def anchored(match: re.Match[str]) -> str:
        if " id=" in match["attributes"]:
            return match[0]
        text = re.sub(r"<[^>]*>", "", match["text"]).strip()
        taken = {heading.anchor for heading in headings}
        headings.append(Heading(_anchor(html.unescape(text), taken), text))
        return f'<h2 id="{headings[-1].anchor}"{match["attributes"]}>{match["text"]}</h2>'

    return Outline(_H2.sub(anchored, fragment), tuple(headings))


def _anchor(text: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
    anchor = f"section-{words}"
    number = 2
    while anchor in taken:
        anchor = f"section-{words}-{number}"
        number += 1
    return anchor
