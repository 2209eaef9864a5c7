"""The glossary on a page: the first use of a term is a link to its meaning at the page's end.

A word inside a name that the district gave, such as *grant* in State device grant, is no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from planner.plan.plan import Plan
from planner.plan.tables.roster import ROW_TABLES
from planner.reference.glossary import Term, glossary, term
from planner.views.format.markup import text_of

TITLE = "Terms on this page"

#: How a page's masthead lists the plan's names, one a line.
_NAMES = re.compile(r' data-names="([^"]*)"')
_PIECES = re.compile(r"(<[^>]*>)")
_ELEMENT = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
#: Elements with words that are not read as sentences, or where a link would be in the way; a form
#: is not there where no script runs, so it explains nothing.
_NO_LINK = {"a", "button", "caption", "h1", "h2", "h3", "h4", "nav", "summary", "th"}
_NO_WORDS = {"form", "script", "style", "svg"}


@dataclass(frozen=True)
class ExplainedPage:
    """Parts of a page with their terms linked, and the section that explains these terms.

    Attributes
    ----------
    parts : tuple of str
        The parts in their order [HTML].
    section : str
        Heading and meanings of the terms that the parts use; empty where they use none [HTML].
    """

    parts: tuple[str, ...]
    section: str


def explained(parts: Sequence[str], masthead: str = "") -> ExplainedPage:
    """Link the first use of each term of the glossary to its meaning, and list the meanings.

    Parameters
    ----------
    parts : sequence of str
        Parts of one page, in reading order [HTML].
    masthead : str
        Its masthead, which lists the names that the district gave [HTML].

    Returns
    -------
    ExplainedPage
        The parts with links, and the section ``Terms on this page`` [HTML].

    Examples
    --------
    >>> page = explained(["<p>A cliff.</p>"])
    >>> page.parts[0]
    '<p>A <a href="#term-cliff">cliff</a>.</p>'
    >>> page.section[:53]
    '<h2>Terms on this page</h2><dl class="planner-terms">'
    """
    listed = _NAMES.search(masthead)
    page = _Page(_any_name(listed[1].splitlines() if listed else []))
    marked = tuple(page.marked(part) for part in parts)
    met = [entry for entry in glossary() if entry.name in page.met]
    return ExplainedPage(marked, _section(met))


def names_attribute(plan: Plan) -> str:
    """The plan's names that hold a term of the glossary, for the masthead of a page [HTML].

    A source that is called what the glossary calls it, such as E-Rate, is that term.
    """
    tables = (table for table in ROW_TABLES if table != "assumptions")  # their names are ours
    rows = [row for table in tables for row in plan.rows(table)]
    named = (str(getattr(row, field, "")) for row in rows for field in ("name", "title"))
    return named_attribute([plan.district.name, *named])


def named_attribute(given: Iterable[str]) -> str:
    """Those of the names that hold a term of the glossary, for the masthead of a page [HTML]."""
    forms = {form for entry in glossary() for form in entry.forms}
    names = dict.fromkeys(given)
    held = [name for name in names if name not in forms and _any_form().search(name)]
    return f' data-names="{text_of(chr(10).join(held))}"' if held else ""


def _any_name(names: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the names as a page spells them, the longest first."""
    if not names:
        return None
    spelled = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![A-Za-z-])")


class _Page:
    """The terms that a page has met and linked so far.

    Attributes
    ----------
    met : set of str
        Names of the terms that it uses, which are explained at its end.
    """

    def __init__(self, names: re.Pattern[str] | None) -> None:
        self.met: set[str] = set()
        self._linked: set[str] = set()
        self._names = names

    def marked(self, part: str) -> str:
        """One part with links."""
        inside: list[str] = []
        pieces = []
        for piece in _PIECES.split(part):
            if piece.startswith("<"):
                _step(piece, inside)
            elif piece.lower() != piece.upper() and _NO_WORDS.isdisjoint(inside):  # has letters
                piece = self._words(piece, links=not inside)
            pieces.append(piece)
        return "".join(pieces)

    def _words(self, text: str, *, links: bool) -> str:
        """Words between two tags, with the first use of each term as a link; names as they are."""
        done, at = [], 0
        for name in self._names.finditer(text) if self._names else ():
            done += [self._terms(text[at : name.start()], links=links), name[0]]
            self._terms(name[0], links=False)
            at = name.end()
        return "".join([*done, self._terms(text[at:], links=links)])

    def _terms(self, text: str, *, links: bool) -> str:
        def link(match: re.Match[str]) -> str:
            entry = term(match[0])
            self.met.add(entry.name)
            part_of_a_word = text[match.end() : match.end() + 1].isdigit()  # as in FY2027
            if not links or part_of_a_word or entry.name in self._linked:
                return match[0]
            self._linked.add(entry.name)
            return f'<a href="#{_anchor(entry)}">{match[0]}</a>'

        return _any_form().sub(link, text)


def _step(tag: str, inside: list[str]) -> None:
    """Follow a tag into or out of the elements where no link is allowed."""
    element = _ELEMENT.match(tag)
    name = element["name"].lower() if element else ""
    if name not in _NO_LINK | _NO_WORDS:
        return
    if tag.startswith("</"):
        if name in inside:
            inside.remove(name)
    elif not tag.endswith("/>"):
        inside.append(name)


@cache
def _any_form() -> re.Pattern[str]:
    """Any form of any term, the longest first; abbreviations only in capitals."""
    forms = sorted((form for entry in glossary() for form in entry.forms), key=len, reverse=True)
    spelled = (re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?![A-Za-z-])")


def _section(terms: Sequence[Term]) -> str:
    if not terms:
        return ""
    entries = "".join(
        f'<dt id="{_anchor(entry)}">{text_of(entry.name)}</dt><dd>{text_of(entry.meaning)}</dd>'
        for entry in terms
    )
    return f'<h2>{TITLE}</h2><dl class="planner-terms">{entries}</dl>'


def _anchor(entry: Term) -> str:
    return "term-" + re.sub(r"[^a-z0-9]+", "-", entry.name.lower()).strip("-")
