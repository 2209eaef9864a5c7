"""Text in a third of its size, for pages that are sent by e-mail and notebooks that are kept."""

from __future__ import annotations

import base64
import gzip


def packed(text: str) -> str:
    """A script or data, compressed and written in letters; the page's own script unpacks it.

    >>> gzip.decompress(base64.b64decode(packed("draw()")))
    b'draw()'
    """
    return base64.b64encode(_compressed(text)).decode("ascii")


def packed_tightly(text: str) -> str:
    """The same in a sixteenth less room, for what every page has and few programs read.

    Ascii85: five letters for four bytes. The page is HTML, so there is ``v`` for ``<``; four zeros
    are five letters like all others, which is less for the page's script to know.

    >>> gzip.decompress(base64.a85decode(packed_tightly("draw()").replace("v", "<")))
    b'draw()'
    """
    letters = base64.a85encode(_compressed(text)).decode("ascii")
    return letters.replace("z", "!!!!!").replace("<", "v")


def _compressed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), mtime=0)
