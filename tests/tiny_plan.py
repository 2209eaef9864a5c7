"""A small valid plan as the text of its tables, for tests that break or change one thing.

It has a row in every table, a source in every file of ``planner/revenue`` and no warning, so that
whatever a test finds comes from what the test typed. Cells left blank at the end of a row are not
typed, as in a spreadsheet.
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
teachers,60,,
borrowing_rate,4%,,
""",
    "enrollment": """\
name,school,grades,students,growth_rate
Elm,,K-5,400,
Oak,,6-12,500,
""",
    "history": """\
name,fiscal_year,students
K,FY2025,70
1,FY2025,68
K,FY2026,69
1,FY2026,70
births,FY2021,75
""",
    "devices": """\
name,category,serves,unit_price,loss_rate,useful_life_years,setup_per_unit,fixed_units,loss_by_age,replacement,yearly_cap,trade_in,lease_years,lease_rate
Chromebooks,student_devices,students,350,4%,4,38
Laptops,staff_devices,staff,900,1%,5,
Labs,classroom_devices,nobody,1000,,6,,40,2%; 3%,capped,15,20
""",
    "inventory": """\
name,bought,units,support_ends,model,lease_payment,lease_payments_left
Chromebooks,FY2023,600,6/30/2029
Chromebooks,FY2025,300,
Laptops,FY2024,110,
Labs,FY2021,40,
Chromebooks,FY2022,20,,Dell Chromebook 3110
""",
    "repair": """\
name,category,fleet,repair_rate,repair_by_age,share_rate,who,price_per_repair,parts_per_repair,hours_per_repair,hourly_wage,price_per_device
Repair shop,,Chromebooks,10%,,60%,vendor,99
Student crew,,Chromebooks,,6%; 8%; 12%,40%,student_crew,,40,1,10
Lab cover,device_protection,Labs,5%,,,protection_plan,25,,,,20
""",
    "licenses": """\
name,category,basis,serves,units,price,prepaid_until,term_years,next_renewal,start_date,end_date,units_used
Reading,instructional_software,student,,,20,6/30/2028,3,FY2029,,
Wifi,network_software,flat,,,30000,,,,,
Internet,internet_access,flat,,,24000,,,,,
Typing,instructional_software,unit,,120,8,,,,,,90
""",
    "security": """\
name,category,basis,price,delivery,consortium_share_rate,deductible,coverage_limit
Monitoring,monitoring,staff,100
Penetration test,security_testing,flat,8000,consortium,25%
Insurance,insurance,flat,9000,,,25000,1000000
""",
    "staffing": """\
name,fte,salary,benefits_rate,start_date,delivery,outsourced_price
Technician,2,60000,,
Help desk,1,50000,,,outsourced,95000
""",
    "training": """\
name,category,serves,share_trained_rate,price_per_person,hours,hourly_rate,flat_price,every_years,next_year
Workshops,teacher_training,teachers,50%,,6,45,3000
Phishing,phishing_exercises,staff,,6,,,,2,FY2028
""",
    "privacy": """\
name,category,units,price,hours_per_unit,hourly_cost,fte,salary
Vetting,tool_vetting,40,5,2,45
Privacy officer,privacy_officer,,,,,0.25,84000
""",
    "network": """\
name,category,units,unit_price,installation_per_unit,useful_life_years,replacement,next_replacement,maintenance_rate
Access points,access_points,60,700,120,7,,FY2029
Switches,switches,20,1500,,8,even,,5%
""",
    "incidents": """\
name,per_year_low,per_year_high,loss_low,loss_high,days_low,days_high,insurance,contract
Ransomware,0.02,0.1,50000,1000000,3,15,Insurance,Monitoring
""",
    "funding": """\
name,kind,amount,award,end_date,pays_for,displaced_base,amount_per_student,fee_per_person,waived_rate,unpaid_rate,bond_term_years,cost_share_rate,allocation,renewal_probability,follows_students,unspent,board_action,voted
General fund,general_fund,250000,,,,,,,,,,,,,no
Levy,local_levy,150000,,12/31/2028,device_refresh,
State grant,grant,90000,once,9/30/2028,managed_security; software_licenses,20000
E-Rate,erate,,,,,
Title IV-A,title_iv_a,12000,,,tool_vetting; phishing_exercises,
State aid,state_aid,,,,,,24
Family fee,fees,,,,device_repair,,,25,32%,8%
Bond,capital,60000,,6/30/2030,access_points,,,,,,5
""",
    "eligibility": """\
name,category,may_pay
Levy,staff_devices,no
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
general_inflation_rate,3%,
breakage_change_rate,5%,
""",
    "scenarios": """\
name,title,choice,table,changes,field,how,value,from_year
levy-fails,Levy fails,,funding,Levy,end_date,set,6/30/2027,
stretch,Stretch,yes,devices,all,useful_life_years,add,1,FY2028
both,Both,,scenarios,levy-fails,,include,,
both,,,scenarios,stretch,,include,,
""",
    "ranges": """\
name,table,changes,field,how,shape,low,likely,high,chance,value,every_year,from_year,moves_with,correlation
Prices,assumptions,general_inflation_rate,,set,lognormal,1%,,5%,,,yes,
Raises,assumptions,wage_growth_rate,,add,pert,-1%,0%,2%,,,yes,,Prices,0.5
""",
    "actuals": """\
name,category,amount,fiscal_year
Reading,instructional_software,17400,
Typing,instructional_software,960.50,
Technician,technology_staff,118000,
""",
    "ledger": """\
name,category,amount,fiscal_year
2230-650 Software,instructional_software,18360.50,
2580-100 Salaries,technology_staff,98000,
2580-200 Benefits,technology_staff,20000,
Technology in all,,136360.50,
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
