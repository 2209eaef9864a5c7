"""The one block of JavaScript that draws every chart of a page.

vl-convert carries Vega, Vega-Lite and vega-embed inside its wheel and can combine them into
one script, which lets a page draw charts with the network off. Combining takes 1.4 to 2.1 s,
so the result (0.9 MB) is kept: in this process, and on disk for the next one.

The copy on disk is named by the version that made it and by its own hash. A file that was cut
short or changed no longer matches its name, and is removed and made again. The folder is the
operating system's cache folder for the user; the environment variable ``PLANNER_CACHE_DIR``
names another. Where neither can be written, every process makes its own script.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import platformdirs
import vl_convert

from planner.atomic_files import write_whole
from planner.views.format.packed_text import packed_tightly

_CACHE_VARIABLE = "PLANNER_CACHE_DIR"
_VEGA_LITE_MAJOR = "6."  # altair 6 writes Vega-Lite 6 specifications


@functools.cache
def vega_bundle() -> str:
    """JavaScript that puts ``vegaEmbed`` on the page, without any outside address to load.

    Returns
    -------
    str
        The script, safe between script tags [about 900,000 characters].
    """
    name = f"vega-{version('vl-convert-python')}-lite-{vega_lite_version()}"
    with contextlib.suppress(OSError):
        for kept in sorted(_cache_dir().glob(f"{name}-*.js")):
            script = _unharmed(kept, name)
            if script is not None:
                return script
            kept.unlink(missing_ok=True)
    # The type stub of vl-convert requires the first argument, which is optional.
    script = vl_convert.javascript_bundle(vl_version=vega_lite_version())  # type: ignore[call-arg]
    _refuse_unsafe(script)
    with contextlib.suppress(OSError):  # a cache that cannot be written is only slower
        write_whole(_cache_dir() / _file_name(name, script), script)
    return script


@functools.cache
def packed_script(script: str) -> str:
    """A script that many pages have, packed once.

    >>> packed_script("draw()") == packed_tightly("draw()")
    True
    """
    return packed_tightly(script)


def vega_lite_version() -> str:
    """Newest Vega-Lite that vl-convert has and that altair writes specifications for.

    >>> vega_lite_version().startswith("6.")
    True
    """
    fitting = [v for v in vl_convert.get_vegalite_versions() if v.startswith(_VEGA_LITE_MAJOR)]
    return max(fitting, key=lambda lite: [int(part) for part in lite.split(".")])


def _cache_dir() -> Path:
    chosen = os.environ.get(_CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    return platformdirs.user_cache_path("technology-funding-planner", appauthor=False)


def _file_name(name: str, script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).hexdigest()
    return f"{name}-{digest[:32]}.js"


def _unharmed(kept: Path, name: str) -> str | None:
    """Script of a cache file, or None where its content does not match its name."""
    try:
        script = kept.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return script if _file_name(name, script) == kept.name else None


def _refuse_unsafe(script: str) -> None:
    """Text that would end the script element, or change its hash, when a browser reads it.

    No version so far has any of it; a new one must not break pages silently.
    """
    for text in ("</script", "<!--", "\r", "\0"):
        if text in script.lower():
            msg = f"the JavaScript of vl-convert {version('vl-convert-python')} contains {text!r}"
            raise ValueError(msg)
