"""Text that the cells of a workbook share: each text is stored once, and cells use its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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


@dataclass
class _Texts:
    """Text that cells share, gathered while its part is walked through."""

    found: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _open: bool = False
    _aloud: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "t":
            self._open = not self._aloud
        elif name == "rPh":  # how Japanese text is read aloud
            self._aloud = True

    def text(self, piece: str) -> None:
        if self._open:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "si":
            self.found.append(unescape("".join(self._pieces)))
        elif name == "rPh":
            self._aloud = False


def read_texts(part: bytes) -> list[str]:
    """Shared texts, in the order of their numbers.

    Parameters
    ----------
    part : bytes
        The part of the package with the shared text.

    Returns
    -------
    list of str

    Examples
    --------
    >>> read_texts(b"<sst><si><t>Levy</t></si><si><r><t>Lap</t></r><r><t>tops</t></r></si></sst>")
    ['Levy', 'Laptops']
    """
    texts = _Texts()
    walk(part, texts.start, texts.end, texts.text)
    return texts.found
