"""One cell of a table on the desk: a labeled input, or a choice in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from planner.plan.cells.blanks import blank_meaning
from planner.plan.cells.cell_words import cell_words
from planner.plan.cells.read_cell import CellError, clean, read_cell
from planner.plan.problems.problem import Problem
from planner.plan.tables.column import Column
from planner.reference.accounts import Account, FundingRule, accounts, funding_rules
from planner.views.format.markup import text_of

#: A number without a sign of money, commas or a percent sign.
_BARE = re.compile(r"-?\d+(\.\d+)?")
#: Kinds whose cells are as wide as a number; all others hold words.
_NARROW = ("number", "fiscal_year", "yes_no")
_WORDS = ("text", "list", "choice")


@dataclass(frozen=True)
class Cell:
    """A cell to be shown.

    Attributes
    ----------
    id : str
        Of its input; it stays the same while the table is edited.
    label : str
        What a screen reader says of it: the column and the row.
    column : str
        Name of the column.
    meaning : Column
        What the column means.
    text : str
        What it holds, as typed.
    needed : bool
        Whether it may not be blank.
    explained : str
        Id of the text that says what to type.
    said : sequence of Problem
        What is wrong or unusual about it.
    names : str
        Id of the list of names that it may hold, if there is one.
    formula, fixed : bool
        Whether the workbook has a formula there, and whether only Excel can change it.
    """

    id: str
    label: str
    column: str
    meaning: Column
    text: str
    needed: bool
    explained: str
    said: Sequence[Problem] = ()
    names: str = ""
    formula: bool = False
    fixed: bool = False

    @property
    def note(self) -> str:
        """What is special about the cell in its workbook; blank where nothing is."""
        if self.fixed:
            return "merged, or filled by one formula with others: change it in Excel"
        return "a formula, which what you type replaces" if self.formula else ""


def cell_input(cell: Cell, fields: str) -> str:
    """Markup of a cell's input.

    Parameters
    ----------
    cell : Cell
        The cell.
    fields : str
        Attributes that say which cell it is.

    Returns
    -------
    str
        HTML; what the district typed is escaped.
    """
    words = () if cell.fixed else choices_of(cell.meaning)
    said = [said_id(cell)] if cell.said else []
    blocks = any(problem.blocks for problem in cell.said)
    state = ' aria-invalid="true"' if blocks else ""
    state += ' aria-required="true"' if cell.needed else ""
    label = f"{cell.label} ({cell.note})" if cell.note else cell.label
    state += f' title="{text_of(cell.note.capitalize())}"' if cell.note else ""
    state += " readonly" if cell.fixed else ""
    shared = (
        f'id="{text_of(cell.id)}" class="{_style(cell)}" '
        f'data-do="inputs.type" {fields} aria-label="{text_of(label)}" '
        f'aria-describedby="{text_of(" ".join([cell.explained, *said]))}"{state}'
    )
    if words:
        return f"<select {shared}>{_options(cell, words)}</select>"
    listed = f' list="{text_of(cell.names)}"' if cell.names else ""
    return (
        f'<input type="text" {shared}{listed} value="{text_of(cell.text)}" '
        f'placeholder="{text_of(blank_words(cell.meaning, needed=cell.needed))}" '
        'autocomplete="off" spellcheck="false">'
    )


def said_id(cell: Cell) -> str:
    """Id of the sentences about a cell."""
    return f"{cell.id}-said"


def _style(cell: Cell) -> str:
    """How wide a cell is, and whether something is unusual about it."""
    kind = cell.meaning.kind
    size = "words" if kind in _WORDS else "narrow" if kind in _NARROW else "figure"
    size = "long" if cell.column in ("source", "note") else size
    more = " to-check" if cell.said else ""
    return f"planner-cell {size}{more}{' formula' if cell.note else ''}"


@cache
def choices_of(meaning: Column) -> tuple[tuple[str, str], ...]:
    """Words of a choice as they are written, and as a person reads them.

    >>> choices_of(Column("In the plan", "yes_no", "", blank_means="yes"))
    (('yes', 'yes'), ('no', 'no'))
    >>> choices_of(Column("Who", "choice", "", choices=("in_house", "outsourced")))
    (('in_house', 'in house'), ('outsourced', 'outsourced'))
    """
    if meaning.kind == "yes_no":
        return (("yes", "yes"), ("no", "no"))
    called = _called(meaning.choices)
    return tuple(
        (shown, called.get(name, shown.replace("_", " ")))
        for name, shown in zip(meaning.choices, meaning.shown_choices, strict=True)
    )


def _called(choices: Sequence[str]) -> Mapping[str, str]:
    """What pages and reports call kinds of cost or kinds of money; nothing for other choices."""
    kinds: tuple[Mapping[str, Account | FundingRule], ...] = (accounts(), funding_rules())
    named = next((kind for kind in kinds if kind.keys() >= {*choices}), {})
    return {name: named[name].label for name in choices if name in named}


def _options(cell: Cell, words: Sequence[tuple[str, str]]) -> str:
    chosen = _chosen(cell.meaning, cell.text)
    held = clean(cell.text)
    blank = blank_words(cell.meaning, needed=cell.needed)
    options = [("", blank, not held)]
    if held and chosen is None:
        options.append((cell.text, f'"{held}" as typed', True))
    for written, shown in words:
        options.append((written, shown, written == chosen))
    return "".join(
        f'<option value="{text_of(value)}"{" selected" if selected else ""}>'
        f"{text_of(shown)}</option>"
        for value, shown, selected in options
    )


def _chosen(meaning: Column, text: str) -> str | None:
    """The word of the list that a cell means, or None if it means none of them."""
    held = clean(text)
    if not held:
        return None
    try:
        value = read_cell(meaning, held)
    except CellError:
        return None
    if meaning.kind == "yes_no":
        return "yes" if value else "no"
    return meaning.shown_choices[meaning.choices.index(str(value))]


def plain_number(meaning: Column, text: str) -> str:
    """A bare number as a person reads it: a workbook holds numbers without the looks of its cells.

    Parameters
    ----------
    meaning : Column
        What the column means.
    text : str
        What the cell holds; anything else than a bare number stays as it is.

    Examples
    --------
    >>> money = Column("Price", "money", "")
    >>> plain_number(money, "1400000"), plain_number(money, "$1.4 million")
    ('$1,400,000', '$1.4 million')
    >>> plain_number(Column("First year", "fiscal_year", ""), "2027")
    'FY2027'
    """
    if meaning.kind not in ("money", "number", "fiscal_year") or not _BARE.fullmatch(text):
        return text
    try:
        return cell_words(meaning, read_cell(meaning, text))
    except CellError:
        return text


def blank_words(meaning: Column, *, needed: bool) -> str:
    """What a blank cell says about itself.

    Parameters
    ----------
    meaning : Column
        What the column means.
    needed : bool
        Whether it may not be blank.

    Examples
    --------
    >>> blank_words(Column("Ends", "end_date", "", blank_means="continues"), needed=False)
    'blank: continues'
    >>> blank_words(Column("Price", "money", "", example="350"), needed=True)
    'needed, such as 350'
    >>> blank_words(Column("Kind", "choice", "", choices=("a", "b")), needed=True)
    'choose one'
    """
    if needed:
        if meaning.choices or meaning.kind == "yes_no":
            return "choose one"
        return f"needed, such as {meaning.example}" if meaning.example else "needed"
    means = blank_meaning(meaning)
    return f"blank: {means}" if means else "may be blank"


def what_to_type(meaning: Column, *, needed: bool) -> str:
    """What to type into the cells of a column, in full: unit, example, what blank means and why.

    Parameters
    ----------
    meaning : Column
        What the column means.
    needed : bool
        Whether a cell may not be blank.

    Examples
    --------
    >>> print(what_to_type(Column("Price", "money", "What one costs", "USD", "350"), needed=True))
    What one costs, such as 350. Unit: USD. Needed.
    """
    such_as = f", such as {meaning.example}" if meaning.example else ""
    parts = [f"{meaning.help}{such_as}"]
    if meaning.unit:
        parts.append(f"Unit: {meaning.unit}")
    if needed:
        parts.append("Needed")
    elif meaning.default is not None:
        default = meaning.default
        parts.append(f"Blank: {blank_meaning(meaning)} ({default.source}, {default.as_of})")
    elif meaning.blank_means:
        parts.append(f"Blank: {meaning.blank_means}")
    else:
        parts.append("May be blank")
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
