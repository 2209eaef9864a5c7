"""Names one after the other in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Devices"]), listed(["Devices", "Funding"]), listed(["A", "B", "C"])
    ('Devices', 'Devices and Funding', 'A, B, and C')
    """
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"
