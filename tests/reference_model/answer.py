"""What the slow model answers."""

from __future__ import annotations

from dataclasses import dataclass, field

ByYear = dict[int, float]


@dataclass
class Answer:
    """Everything the slow model finds.

    Rows of cost are named by table and name ("devices/Chromebooks"), because a license and a
    security row may have the same name. Sources are named by their name.
    """

    students: ByYear = field(default_factory=dict)
    staff: ByYear = field(default_factory=dict)
    cost: dict[str, ByYear] = field(default_factory=dict)
    prepaid: dict[str, ByYear] = field(default_factory=dict)
    sustained: dict[str, ByYear] = field(default_factory=dict)
    bought: dict[str, ByYear] = field(default_factory=dict)
    in_service: dict[str, ByYear] = field(default_factory=dict)
    received: dict[str, ByYear] = field(default_factory=dict)
    paid: dict[str, dict[str, ByYear]] = field(default_factory=dict)
    carried: dict[str, ByYear] = field(default_factory=dict)
    lapsed: dict[str, ByYear] = field(default_factory=dict)
    to_reserve: dict[str, ByYear] = field(default_factory=dict)
    reserve_paid: dict[str, ByYear] = field(default_factory=dict)
    unfunded: dict[str, ByYear] = field(default_factory=dict)
    balance: ByYear = field(default_factory=dict)
    policy: ByYear = field(default_factory=dict)
