"""Names one after the other in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Devices"]), listed(["Devices", "Funding"]), listed(["A", "B", "C"])
    ('Devices', 'Devices and Funding', 'A, B, and C')
    """
    *first, last = names
    comma = "," if len(first) > 1 else ""
    return f"{', '.join(first)}{comma} and {last}" if first else last
