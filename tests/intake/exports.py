"""Invented exports as other systems write them, and the small plan that they go into."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from planner.intake import Options

#: Stands in every cell that must never be seen again, and in the headings of columns unknown.
SENTINEL = "PRIVATE"

#: Columns of GAM's ``print cros`` and of the Google Admin console.
GAM = (
    "deviceId", "serialNumber", "status", "lastSync", "annotatedUser", "annotatedLocation",
    "annotatedAssetId", "notes", "model", "osVersion", "platformVersion", "firmwareVersion",
    "orgUnitPath", "autoUpdateExpiration", "firstEnrollmentTime", "lastEnrollmentTime", "meid",
    "macAddress", "recentUsers.0.email", "ethernetMacAddress", SENTINEL,
)  # fmt: skip
CONSOLE = (
    "Serial number", "Status", "Asset ID", "Organizational unit", "Model", "Enrollment time",
    "Auto-update expiration", "User", "Location", "Notes", "Most recent user", "MAC address",
)  # fmt: skip
READ = {
    "status", "model", "orgUnitPath", "autoUpdateExpiration", "firstEnrollmentTime",
    "lastEnrollmentTime", "Status", "Organizational unit", "Model", "Enrollment time",
    "Auto-update expiration",
}  # fmt: skip
MODELS = ("Dell Chromebook 3110", "HP Chromebook 11 G6 EE", "Lenovo 300e Gen 2 AST")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write an export beside the plan."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def device_rows(headings: Sequence[str], count: int, seed: int = 1) -> list[list[str]]:
    """Devices of a district, each with private matter in every column that is not read."""
    chance = random.Random(seed)
    rows: list[list[str]] = []
    for number in range(count):
        day = date(chance.choice((2022, 2024, 2025)), 8, 1) + timedelta(days=chance.randrange(28))
        read = {
            "status": chance.choice(("ACTIVE", "ACTIVE", "ACTIVE", "DEPROVISIONED", "DISABLED")),
            "model": MODELS[day.year % 3],
            "orgUnitPath": chance.choice(("/Students/Elm", "/Students/Oak/Lab")),
            "autoUpdateExpiration": str(1_877_903_999_000 + 86_400_000 * (day.year % 3)),
            "firstEnrollmentTime": "" if number % 3 else f"{day}T14:05:0{number % 10}.123Z",
            "lastEnrollmentTime": f"{day}T14:05:0{number % 10}.123Z",
        }
        read |= {
            "Status": "Provisioned" if read["status"] == "ACTIVE" else read["status"].title(),
            "Organizational unit": read["orgUnitPath"],
            "Model": read["model"],
            "Enrollment time": f"{day.month}/{day.day}/{day.year}, 2:05 PM",
            "Auto-update expiration": "Jul 2029",
        }
        rows.append([read.get(name, f"{SENTINEL}-{number}-{name}") for name in headings])
    return rows


def options_of(given: Mapping[str, str]) -> Options:
    """Options as an example of problems.toml gives them."""
    units = [part.split("=") for part in given.get("unit", "").split("; ") if part]
    return Options(
        fleet=given.get("fleet", ""),
        units=tuple((unit, fleet) for unit, fleet in units),
        category=given.get("category", ""),
        chart=given.get("chart", ""),
        rows=tuple(filter(None, [given.get("rows", "")])),
        as_of=date(2026, 11, 25),
    )
