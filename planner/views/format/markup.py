"""HTML that a screen reader can follow: blocks, lists and tables, every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.views.format.money import dollars

#: What is written otherwise in HTML, the sign that writes it first; signs that cannot be seen,
#: some of which turn the direction of a text, are taken out.
_WRITTEN_IN_HTML = (
    *(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")),
    *(("\u200b", ""), ("\u200e", ""), ("\u200f", ""), ("\u202a", ""), ("\u202b", "")),
    *(("\u202c", ""), ("\u202d", ""), ("\u202e", ""), ("\ufeff", "")),
)


@dataclass(frozen=True)
class Block:
    """A piece of a page, and the same in plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return in_notebook(self.html)

    def __repr__(self) -> str:
        """Plain text, so that a notebook without HTML still reads."""
        return self.text


@dataclass(frozen=True)
class TableRow:
    """One row of a table: its heading, its cells, and how it is set off."""

    heading: str
    cells: Sequence[str]
    style: str = ""


_LEFT = ' class="words"'
#: What a block of ours is wrapped in where a notebook shows it.
_SHEET, _SHEET_ENDS = '<div class="planner-sheet mathjax_ignore tex2jax_ignore">', "</div>"


def in_notebook(html: str) -> str:
    """HTML for a notebook, where what is between two dollar signs is typeset as mathematics.

    JupyterLab heeds ``mathjax_ignore``, older templates of nbconvert ``tex2jax_ignore``; the desk
    gives ``planner-sheet`` the looks of the page. The page itself needs none of the three.

    >>> print(in_notebook("<p>$85,000 and $129,000</p>"))
    <div class="planner-sheet mathjax_ignore tex2jax_ignore"><p>$85,000 and $129,000</p></div>
    """
    return f"{_SHEET}{html}{_SHEET_ENDS}"


def on_page(html: str) -> str:
    """HTML of a notebook's output for the page: what ``in_notebook`` put around it is taken off.

    >>> on_page(in_notebook("<p>a</p>")), on_page("<p>b</p>")
    ('<p>a</p>', '<p>b</p>')
    """
    if html.startswith(_SHEET):
        return html.removeprefix(_SHEET).removesuffix(_SHEET_ENDS)
    return html


def text_of(words: str) -> str:
    """Words from a plan, made safe for HTML: markup shows, it does not run.

    >>> text_of("</script><b>x")
    '&lt;/script&gt;&lt;b&gt;x'
    """
    safe = words
    for sign, written in _WRITTEN_IN_HTML:
        safe = safe.replace(sign, written)
    return safe


def table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[TableRow],
    *,
    words: bool = False,
    words_in: Sequence[int] | None = None,
) -> str:
    """Table with a caption and headings on every row and column.

    Parameters
    ----------
    caption : str
        What the table shows, and in which unit.
    headings : sequence of str
        Column headings; the first is above the row headings.
    rows : sequence of TableRow
        Rows; the style ``total`` rules a line above, ``group`` heads a group of rows.
    words : bool
        Whether the cells are words, set to the left, rather than numbers, set to the right.
    words_in : sequence of int, optional
        Which cells of each row are words, counted from 0, where only some are; the headings
        above them are set to the left too.
    """
    some = [] if words_in is None else words_in
    head = "".join(
        f'<th scope="col"{_LEFT if place - 1 in some else ""}>{text_of(heading)}</th>'
        for place, heading in enumerate(headings)
    )
    body = "".join(_row(row, len(headings), some, words=words) for row in rows)
    label = text_of(caption)
    return (
        f'<div class="planner-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="planner-table"><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: TableRow, width: int, some: Sequence[int], *, words: bool) -> str:
    if row.style == "group":
        heading = f'<th scope="colgroup" colspan="{width}">{text_of(row.heading)}</th>'
        return f'<tr class="group">{heading}</tr>'
    cells = "".join(
        _cell(cell, words=words or place in some) for place, cell in enumerate(row.cells)
    )
    style = f' class="{row.style}"' if row.style else ""
    return f'<tr{style}><th scope="row">{text_of(row.heading)}</th>{cells}</tr>'


def _cell(cell: str, *, words: bool) -> str:
    """A cell: words, or a number; below zero it is set off, at zero it is muted."""
    may_be = (("words", words), ("negative", cell.startswith("($")), ("zero", cell == "$0"))
    classes = [name for name, holds in may_be if holds]
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<td{attribute}>{text_of(cell)}</td>"


def text_table(headings: Sequence[str], rows: Sequence[TableRow]) -> str:
    """The same table in plain text, columns aligned."""
    lines = [[*headings], *[[row.heading, *row.cells] for row in rows]]
    count = max(len(line) for line in lines)
    padded = [[*line, *("" for _ in range(len(line), count))] for line in lines]
    widths = [max(len(line[place]) for line in padded) for place in range(count)]
    return "\n".join(_text_row(line, widths) for line in padded)


def _text_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The heading to the left, the cells to the right."""
    others = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "  ".join([cells[0].ljust(widths[0]), *others]).rstrip()


def dollar_row(name: str, amounts: Sequence[int], style: str = "") -> TableRow:
    """A row of whole dollars, one for each year."""
    return TableRow(name, [dollars(amount) for amount in amounts], style)


def table_block(
    caption: str, headings: Sequence[str], rows: Sequence[TableRow], *, words: bool = False
) -> Block:
    """Table as a block of a page."""
    return Block(
        table(caption, headings, rows, words=words), f"{caption}\n{text_table(headings, rows)}"
    )


def paragraphs(*sentences: str, style: str = "") -> Block:
    """Paragraphs of plain sentences."""
    attribute = f' class="{style}"' if style else ""
    html = "".join(f"<p{attribute}>{text_of(sentence)}</p>" for sentence in sentences)
    return Block(html, "\n".join(sentences))


def bullets(items: Sequence[str], *, style: str = "", numbered: bool = False) -> Block:
    """List of sentences."""
    tag = "ol" if numbered else "ul"
    attribute = f' class="{style}"' if style else ""
    html = "".join(f"<li>{text_of(item)}</li>" for item in items)
    return Block(f"<{tag}{attribute}>{html}</{tag}>", "\n".join(f"- {item}" for item in items))


def joined(*blocks: Block) -> Block:
    """Several blocks as one, in their order."""
    return Block("".join(b.html for b in blocks), "\n\n".join(b.text for b in blocks))
