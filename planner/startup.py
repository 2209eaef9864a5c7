"""Import this first wherever altair, nbformat, papermill or nbconvert is imported.

All four read notebooks or charts through jsonschema. JupyterLab installs an optional
companion of jsonschema, ``rfc3987_syntax``, that builds an Earley grammar when it is imported:
1.05 s of the 1.15 s that ``import jsonschema`` takes, in every process and every kernel, to
check address formats that no notebook uses. Without it the same import takes 0.10 to 0.15 s
(median of three on two cores, Python 3.11).

jsonschema treats the companion as optional and looks for it once, so it is enough to hide it
during that one import. It is put back at once: a program that really wants it can
import it later. If jsonschema was imported before us there is nothing left to save and nothing is
touched.
"""

from __future__ import annotations

import sys

_COMPANION = "rfc3987_syntax"

if "jsonschema" not in sys.modules and _COMPANION not in sys.modules:
    # None in sys.modules makes ``import rfc3987_syntax`` raise ImportError.
    sys.modules[_COMPANION] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[_COMPANION]
