"""A small valid plan as the text of its tables, for tests that break or change one thing.

It has a row in every table, every kind of money and no warning, so that whatever a test finds
comes from what the test typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

#: What stands in a table: text, bytes as they lie on the disk, or None for no file.
Content: TypeAlias = str | bytes | None
#: Writes the plan and gives its folder: ``tiny()``, ``tiny(devices="name,...")``.
PlanWriter: TypeAlias = Callable[..., Path]

TINY: Mapping[str, str] = {
    "district": """\
setting,value,source,note
name,Tiny ISD,,
first_year,FY2027,,
years,4,ours,
staff,100,,
reserve_opening_balance,"$200,000",,
reserve_policy_rate,10%,,
lunch_rate,48%,,
locale,rural,,
""",
    "enrollment": """\
name,school,grades,students,growth_rate
Elm,,K-5,400,
Oak,,6-12,500,
""",
    "devices": """\
name,category,serves,unit_price,loss_rate,useful_life_years,setup_per_unit
Chromebooks,student_devices,students,350,4%,4,38
Laptops,staff_devices,staff,900,1%,5,
""",
    "inventory": """\
name,bought,units,support_ends
Chromebooks,FY2023,600,6/30/2029
Chromebooks,FY2025,300,
Laptops,FY2024,110,
""",
    "licenses": """\
name,category,basis,serves,units,price,prepaid_until,term_years,next_renewal,start_date,end_date
Reading,instructional_software,student,,,20,6/30/2028,3,FY2029,,
Wifi,network_software,flat,,,30000,,,,,
""",
    "security": """\
name,category,basis,price
Monitoring,monitoring,staff,100
""",
    "staffing": """\
name,fte,salary,benefits_rate,start_date
Technician,2,60000,,
""",
    "funding": """\
name,kind,amount,award,end_date,pays_for,displaced_base
General fund,general_fund,250000,,,,
Levy,local_levy,150000,,12/31/2028,device_refresh,
State grant,grant,90000,once,9/30/2028,managed_security; software_licenses,20000
E-Rate,erate,,,,,
""",
    "assumptions": """\
name,value,from_year
enrollment_growth_rate,-1%,
device_price_growth_rate,4%,
license_price_growth_rate,5%,
security_price_growth_rate,6%,
general_fund_growth_rate,2%,
wage_growth_rate,3%,
wage_growth_rate,2%,FY2030
""",
    "scenarios": """\
name,title,choice,table,changes,field,how,value,from_year
levy-fails,Levy fails,,funding,Levy,end_date,set,6/30/2027,
stretch,Stretch,yes,devices,all,useful_life_years,add,1,FY2028
both,Both,,scenarios,levy-fails,,include,,
both,,,scenarios,stretch,,include,,
""",
}


def write_tiny(folder: Path, **tables: Content) -> Path:
    """Write the plan into a folder, with other content for the tables that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**TINY, **tables}.items():
        if isinstance(content, bytes):
            (folder / f"{name}.csv").write_bytes(content)
        elif content is not None:
            (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
    return folder


def with_rows(table: str, *rows: str) -> str:
    """Text of a table of the plan with rows added under it."""
    return TINY[table] + "".join(f"{row}\n" for row in rows)


def with_row_instead(table: str, old: str, new: str) -> str:
    """Text of a table of the plan with one row typed differently."""
    assert f"\n{old}\n" in f"\n{TINY[table]}", f"{table}.csv has no row {old!r}"
    return f"\n{TINY[table]}".replace(f"\n{old}\n", f"\n{new}\n").removeprefix("\n")
