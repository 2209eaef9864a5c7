"""Which of the encodings before UTF-8 a text was saved in, told by whether its words make sense.

The same byte is n with a tilde to an old Mac, a dash to Windows and a u with a grave accent to DOS,
so a file is read only where exactly one of them gives words that people write. Detectors by
statistics, such as charset-normalizer, take the few names of a table for the wrong one.
"""

from __future__ import annotations

import re

#: Windows, old Macs, DOS.
_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_WORD_ENDS = re.compile(rb'[\s,;|"]+')
#: Words that are examined: names repeat, and a few hundred show what a million would.
_MOST_WORDS = 2_000
_LONGEST_WORD = 200

_SMALL = "\u00df-\u00f6\u00f8-\u00ff\u0153"
_LARGE = "\u00c0-\u00d6\u00d8-\u00de\u0152"
#: Of names in the US, and of Word: read before all others.
_COMMON = "\u00e1\u00e9\u00ed\u00f3\u00fa\u00fc\u00f1\u00c1\u00c9\u00cd\u00d3\u00da\u00dc\u00d1"
_COMMON += "\u00e7\u00e3\u00f6\u00e4\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022"
_COMMON += "\u2122\u00ae\u00a9\u00b0\u00bc-\u00be\u00a0\u20ac"
_SIGNS = "\u00a1-\u00a3\u00a7\u00aa\u00ab\u00b1\u00b7\u00ba\u00bb\u00bf\u00d7"
_USUAL = re.compile(f"[\\x20-\\x7e{_COMMON}]*")
_POSSIBLE = re.compile(f"[\\x20-\\x7e{_COMMON}{_SMALL}{_LARGE}{_SIGNS}]*")
_LETTER = f"[A-Za-z{_SMALL}{_LARGE}]"
#: What nobody writes, though each of its characters is known.
_ODD = re.compile(
    "|".join(
        (
            # Capitals, digits and dashes inside a word.
            f"[a-z{_SMALL}][{_LARGE}]|{_LETTER}[{_LARGE}][a-z]|[{_SMALL}][A-Z]",
            f"[{_SMALL}{_LARGE}][0-9]|[0-9][{_SMALL}{_LARGE}]",
            f"[a-z{_SMALL}][\u2013\u2014][a-z{_SMALL}]|[A-Z][\u2013\u2014][A-Za-z]",
            f"{_LETTER}[\u2018\u201c\u201d\u2026\u2022\u20ac{_SIGNS}\u00b0\u00bc-\u00be]{_LETTER}",
            f"(?<![^\\W_])[\u201d\u2026\u2122\u00ae\u00a9\u00b0\u00bf\u00a1]{_LETTER}",
            f"{_LETTER}[\u00a1-\u00a3\u00bf\u00b1\u00b7\u00a7]",
            # An apostrophe is that of English, or of a name such as O'Brien.
            "(?<!\\b[ODLdl])(?<=[A-Za-z])\u2019(?!(?:s|t|d|m|ll|re|ve)\\b)[A-Za-z]",
            "[A-Za-z]\u00ed(?:s|t|d|m|ll|re|ve)?$",
            "\u00e7[b-df-hj-np-tv-z]|^[\u00f1\u00fc\u00e7\u00e3\u00f6\u00e4]$",
        )
    )
)


def old_encoding(raw: bytes) -> str:
    """Encoding of a text that is not UTF-8.

    Parameters
    ----------
    raw : bytes
        The text.

    Returns
    -------
    str
        Empty where none, or more than one, gives words that people write.

    Examples
    --------
    >>> [old_encoding("Pe\u00f1a".encode(code)) for code in ("cp1252", "mac_roman", "cp850")]
    ['cp1252', 'mac_roman', 'cp850']
    """
    found = {word[:_LONGEST_WORD] for word in _WORD_ENDS.split(raw) if not word.isascii()}
    words = sorted(found)[:_MOST_WORDS]
    scores = {
        code: [sum(each) for each in zip(*(_score(word, code) for word in words), strict=True)]
        for code in _ENCODINGS
    }
    best = min(scores, key=lambda code: scores[code])
    only = list(scores.values()).count(scores[best]) == 1
    return best if only and scores[best][0] == 0 else ""


def _score(word: bytes, encoding: str) -> tuple[int, int]:
    """Whether nobody writes the word, and whether it has a letter that is rare in the US."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return 1, 1
    odd = not _POSSIBLE.fullmatch(text) or _ODD.search(text) is not None
    return int(odd), int(not _USUAL.fullmatch(text))
