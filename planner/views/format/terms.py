"""The glossary on a page: the first use of a term is a link to its meaning at the page's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from planner.reference.glossary import Term, glossary, term
from planner.views.format.markup import text_of

TITLE = "Terms on this page"

_PIECES = re.compile(r"(<[^>]*>)")
_ELEMENT = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
#: Elements with words that are not read as sentences, or where a link would be in the way.
_NO_LINK = {"a", "button", "caption", "h1", "h2", "h3", "h4", "nav", "summary", "th"}
_NO_WORDS = {"script", "style", "svg"}


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


def explained(parts: Sequence[str]) -> ExplainedPage:
    """Link the first use of each term of the glossary to its meaning, and list the meanings.

    Parameters
    ----------
    parts : sequence of str
        Parts of one page, in reading order [HTML].

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
    met: set[str] = set()
    linked: set[str] = set()
    marked = tuple(_marked(part, met, linked) for part in parts)
    return ExplainedPage(marked, _section([entry for entry in glossary() if entry.name in met]))


def _marked(part: str, met: set[str], linked: set[str]) -> str:
    """One part with links; adds the terms it meets and the terms it links."""
    inside: list[str] = []
    pieces = []
    for piece in _PIECES.split(part):
        if piece.startswith("<"):
            _step(piece, inside)
        elif not _NO_WORDS & set(inside):
            piece = _words(piece, met, linked, links=not inside)
        pieces.append(piece)
    return "".join(pieces)


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


def _words(text: str, met: set[str], linked: set[str], *, links: bool) -> str:
    """Words between two tags, with the first use of each term as a link."""

    def link(match: re.Match[str]) -> str:
        entry = term(match[0])
        met.add(entry.name)
        part_of_a_word = text[match.end() : match.end() + 1].isdigit()  # as in FY2027
        if not links or part_of_a_word or entry.name in linked:
            return match[0]
        linked.add(entry.name)
        return f'<a href="#{_anchor(entry)}">{match[0]}</a>'

    return _any_form().sub(link, text)


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
