"""Where the files that travel with the package live: examples, notebooks and public data.

In a source checkout they are at the top of the tree; in an installed wheel they are inside the
package. Callers ask here and need not know which.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: The notebook of the board page.
BOARD_NOTEBOOK: Final = "01_board_report.ipynb"

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "_packaged"
_IN_CHECKOUT = {
    "examples": _PACKAGE.parent / "data" / "examples",
    "notebooks": _PACKAGE.parent / "notebooks",
    "public": _PACKAGE.parent / "data" / "public",
}


def _folder(name: str) -> Path:
    in_wheel = _IN_WHEEL / name
    return in_wheel if in_wheel.is_dir() else _IN_CHECKOUT[name]


def examples_dir() -> Path:
    """Folder of the example districts."""
    return _folder("examples")


def notebooks_dir() -> Path:
    """Folder of the notebooks: the desk, the board report and the others."""
    return _folder("notebooks")


def public_data(name: str) -> Path:
    """A file of public data, such as the finances of districts.

    >>> public_data("cpi_u_fiscal_year.csv").name
    'cpi_u_fiscal_year.csv'
    """
    return _folder("public") / name


def example(name: str) -> Path:
    """Folder of one example district.

    Parameters
    ----------
    name : str
        ``prairie-view`` (invented, present day) or ``altoona-wi`` (real, from June 2022).

    Raises
    ------
    ValueError
        If there is no example of that name.

    Examples
    --------
    >>> example("prairie-view").name
    'prairie-view'
    """
    folder = examples_dir() / name
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in examples_dir().iterdir() if p.is_dir()))
        msg = f'there is no example district "{name}"; there are: {known}'
        raise ValueError(msg)
    return folder
