"""Text that the cells of a workbook share: each text is stored once, and cells use its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.spreadsheets.safe_package import walk

#: How Excel writes a character that XML cannot hold: ``_x000D_``.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    r"""Text with the characters that Excel writes as codes.

    Parameters
    ----------
    text : str
        Text as the file has it.

    Returns
    -------
    str

    Examples
    --------
    >>> unescape("two_x000D_lines"), unescape("_x005F_x000D_")
    ('two\rlines', '_x000D_')
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    # Half of a surrogate pair is not a character, so it stays as it is.
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)


class Shared(NamedTuple):
    """One text of a workbook.

    Attributes
    ----------
    text : str
        What counts; raised and lowered digits as such characters.
    left_out : str
        Its struck-out part, if only a part is.
    is_struck : bool
        Whether all of it is struck out.
    """

    text: str
    left_out: str = ""
    is_struck: bool = False


#: Raised and lowered digits and signs, as a footnote or the cents of a price have them.
_RAISED = str.maketrans(
    "0123456789+-=()",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207c\u207d\u207e",
)
_LOWERED = str.maketrans(
    "0123456789+-=()",
    "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208c\u208d\u208e",
)
_NOT_STRUCK = ("0", "false")


@dataclass(slots=True)
class RichText:
    """One text, gathered run by run: a run is a piece with its own font.

    Struck-out runs are kept apart, so 289 struck out before 350 is never 289,350.
    """

    _kept: list[str] = field(default_factory=list)
    _struck: list[str] = field(default_factory=list)
    _place: dict[int, int] | None = None
    _is_struck: bool = False
    _after_struck: bool = False
    _open: bool = False
    _aloud: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "r":
            self._place, self._is_struck = None, False
        elif name == "t":
            self._open = not self._aloud
        elif name == "vertAlign":
            self._place = {"superscript": _RAISED, "subscript": _LOWERED}.get(
                attributes.get("val", "")
            )
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in _NOT_STRUCK
        elif name == "rPh":  # how Japanese text is read aloud
            self._aloud = True

    def text(self, piece: str) -> None:
        """Take text."""
        if not self._open:
            return
        shown = piece if self._place is None else piece.translate(self._place)
        if self._is_struck:
            self._struck.append(shown)
            self._after_struck = True
            return
        if self._after_struck and self._kept and shown.strip():
            self._kept.append("\n")  # what is struck out stood between two texts
            self._after_struck = False
        self._kept.append(shown)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "t":
            self._open = False
        elif name == "r":
            self._place, self._is_struck = None, False
        elif name == "rPh":
            self._aloud = False

    def shared(self) -> Shared:
        """The text."""
        kept, struck = unescape("".join(self._kept)), unescape("".join(self._struck))
        if struck.strip() and not kept.strip():
            return Shared(struck, is_struck=True)
        return Shared(kept, struck)


@dataclass
class _Texts:
    """Text that cells share, gathered while its part is walked through."""

    found: list[Shared] = field(default_factory=list)
    _one: RichText = field(default_factory=RichText)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._one = RichText()
        else:
            self._one.start(name, attributes)

    def text(self, piece: str) -> None:
        self._one.text(piece)

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(self._one.shared())
        else:
            self._one.end(name)


def read_texts(part: bytes) -> list[Shared]:
    """Shared texts, in the order of their numbers.

    Parameters
    ----------
    part : bytes
        The part of the package with the shared text.

    Returns
    -------
    list of Shared

    Examples
    --------
    >>> texts = read_texts(b"<sst><si><r><t>Lap</t></r><r><t>tops</t></r></si></sst>")
    >>> texts[0].text
    'Laptops'
    >>> struck = b"<r><rPr><strike/></rPr><t>289</t></r><r><t> 350</t></r>"
    >>> read_texts(b"<sst><si>" + struck + b"</si></sst>")[0]
    Shared(text=' 350', left_out='289', is_struck=False)
    """
    texts = _Texts()
    walk(part, texts.start, texts.end, texts.text)
    return texts.found
