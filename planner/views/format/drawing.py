"""How a chart becomes a still picture: SVG by Vega, in the drawing engine of vl-convert.

To leave room for words the engine measures them, letter by letter, in a font. Of a font of the
machine it opens the file for every letter, which took three quarters of all drawing. The one
that it carries it has in memory, so words are measured in that one, and a picture is the same
whatever fonts a machine has. They are asked for letters that it lacks.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert as vlc

VEGA_LITE = "6.4"

#: The font that the engine carries. Letters are as wide as those of Arial and of Helvetica.
CARRIED_FONT = "Liberation Sans"
_FONTS_OF_THE_MACHINE = (
    *("/usr/share/fonts", "/usr/local/share/fonts"),
    *("~/.local/share/fonts", "~/.fonts"),
)
_NO_FONTS = Path(__file__).parent / "no_fonts.conf"
_CONFIGURATION = "FONTCONFIG_FILE"

#: What a drawing repeats for every mark and needs once or not at all: names of its parts, that
#: they are opaque, that they cannot be pointed at, what they are read out as, and the font.
_SAID_OF_EVERY_MARK = re.compile(
    r' (?:class="(?:mark-|background|foreground)[^"]*"|pointer-events="none"|opacity="1"'
    rf'|(?:role|aria-[a-z]+)="[^"]*"|font-family="{CARRIED_FONT}")'
)
_COUNTED = re.compile(r"\b(gradient_|clip)(\d+)\b")
#: Decimals finer than a hundredth of a point, but not those of words, and marks that show nothing.
_UNSEEN = re.compile(
    r"(?<=\d)(\.\d\d)\d+(?![\de])(?=[^<>]*>)|<path d=\"\" display=\"none\"/>",
)
#: Marks side by side, one of them, and what they may all have from the group around them.
_SIDE_BY_SIDE = re.compile(r"<g>((?:<(?:path|line) [^>]*/>|<text [^>]*>[^<]*</text>)+)</g>")
_MARK = re.compile(r"<(?:path|line|text) [^>]*>")
_LOOKS = re.compile(r' (?:fill|stroke|stroke-width|font-size|font-weight|text-anchor)="[^"]*"')


def picture(specification: dict[str, Any]) -> str:
    """Still picture of a chart.

    It does not describe its marks one by one: the figure around it is described as a whole.

    Parameters
    ----------
    specification : dict
        The chart in Vega-Lite, with its data.

    Returns
    -------
    str
        SVG, with words in the font of the page that shows it.

    Examples
    --------
    >>> picture({"data": {"values": [{"of": 5}]}, "mark": "bar"})[:33]
    '<svg font-family="sans-serif" xml'
    """
    config = {**specification.get("config", {}), "font": CARRIED_FONT, "aria": False}
    return slim(draw(json.dumps({**specification, "config": config})))


def drawn(specification: str) -> str:
    """Draw a Vega-Lite specification as SVG, in this process."""
    _measure_in_the_carried_font()
    return str(vlc.vegalite_to_svg(specification, vl_version=VEGA_LITE))


#: What draws: it takes half a second to start and has threads. A process that is one of many may
#: have another draw for it.
draw: Callable[[str], str] = drawn


def slim(svg: str) -> str:
    """The same drawing in fewer bytes: the page carries several.

    >>> slim('<svg width="9"><text opacity="1" font-family="Liberation Sans">a</text></svg>')
    '<svg font-family="sans-serif" width="9"><text>a</text></svg>'
    """
    bare = _UNSEEN.sub(r"\1", _SAID_OF_EVERY_MARK.sub("", svg))
    # Numbers that the drawing engine has counted on from one picture to the next.
    counted = {name: n for n, name in enumerate(dict.fromkeys(_COUNTED.findall(bare)))}
    bare = _COUNTED.sub(lambda name: f"{name[1]}{counted[name.groups()]}", bare)
    bare = _SIDE_BY_SIDE.sub(_said_once, bare)
    return bare.replace("<svg ", '<svg font-family="sans-serif" ', 1)


def _said_once(group: re.Match[str]) -> str:
    """Marks side by side, of which their group says what they have in common."""
    looks = [set(_LOOKS.findall(mark)) for mark in _MARK.findall(group[1])]
    shared = set.intersection(*looks)

    def own(mark: re.Match[str]) -> str:
        return _LOOKS.sub(lambda look: "" if look[0] in shared else look[0], mark[0])

    return f"<g{''.join(sorted(shared))}>{_MARK.sub(own, group[1])}</g>"


@cache
def _measure_in_the_carried_font() -> None:
    """Let it come before a font of the same name that Linux has, which would be read first.

    On other systems there is none. What the engine reads at its start it reads here, while its
    configuration names no fonts; those of the machine follow.
    """
    if sys.platform != "linux":
        return
    before = os.environ.get(_CONFIGURATION)
    os.environ[_CONFIGURATION] = str(_NO_FONTS)
    try:
        vlc.register_font_directory(os.devnull)
    finally:
        del os.environ[_CONFIGURATION]
        if before is not None:
            os.environ[_CONFIGURATION] = before
    for folder in _FONTS_OF_THE_MACHINE:
        vlc.register_font_directory(str(Path(folder).expanduser()))
