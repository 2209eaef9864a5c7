"""Read a packaged table of facts, which must have the columns that are known here and no others."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

#: Columns of every packaged table: one that nothing reads would look like a fact that counts.
COLUMNS: dict[str, str] = {
    "asset_statuses": "word,counts,source",
    "chart_of_accounts": (
        "category,line,table,label,erate_category,nces_function,nces_object,liability,erate_note"
    ),
    "chromebooks": "board,manufacturer,model,device_type,aue_min,aue_max",
    "criteria": "criterion,title,measured_in,most,ours,source",
    "defaults": "name,value,unit,as_of,basis,source,next_due,where_to_look",
    "eligibility": (
        "category,general_fund,local_levy,capital_levy,capital,state_aid,grant,cyber_pilot,"
        "title_i_a,title_ii_a,title_iii_a,title_iv_a,idea_b,slcgp,fees"
    ),
    "eligibility_notes": "note,text,source,verified",
    "eligibility_read_across": "category,read_as,source,verified",
    "eligibility_sources": "kind,rule,source,verified",
    "erate_cycles": (
        "first_funding_year,last_funding_year,per_student,floor_per_school,status,source"
    ),
    "erate_discount": "lunch_percent_from,locale,category_one,category_two",
    "esser": (
        "round,law,enacted,total,obligate_by,liquidate_by,late_liquidation,verified,source,note"
    ),
    "export_headings": "kind,field,heading,system,source,verified",
    "facts": "name,value,unit,from,to,status,source,note,next_due,where_to_look",
    "fund_codes": "state,fund,name,source",
    "funding_rules": (
        "kind,line,label,recurring,award,unspent,order,growth_driver,available_months,"
        "carry_limit_rate,carry_limit_months,carry_exempt_below,infrastructure_limit_rate,basis"
    ),
    "glossary": "term,also_written,meaning,source",
    "ledger_words": "category,word,source",
    "state_codes": "state,category,code,label,verified,source",
}


@cache
def reference_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a packaged table, as text, in file order.

    Parameters
    ----------
    name : str
        Name of the table, that of its file without ``.csv`` [name].

    Returns
    -------
    tuple of dict
        The cells of each row by column [text].

    Raises
    ------
    ValueError
        If a column is unknown or missing, or a row has more or fewer cells.

    Examples
    --------
    >>> reference_table("defaults")[0]["name"]
    'useful_life_years'
    """
    text = files("planner.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return rows_in(text, name)


def rows_in(text: str, name: str) -> tuple[dict[str, str], ...]:
    r"""Rows of a text that has the columns of a packaged table.

    Parameters
    ----------
    text : str
        Content of the file [text].
    name : str
        Name of the table, which must be in ``COLUMNS`` [name].

    Returns
    -------
    tuple of dict
        The cells of each row by column [text].

    Raises
    ------
    ValueError
        If a column is unknown or missing, or a row has more or fewer cells.

    Examples
    --------
    >>> rows_in("category,word,source\nbackup,tape,ours\n", "ledger_words")[0]["word"]
    'tape'
    """
    expected = COLUMNS[name].split(",")
    first, *rows = csv.reader(text.splitlines())
    for columns, wrong in ((first, expected), (expected, first)):
        odd = [column for column in columns if column not in wrong]
        if odd:
            what = "unknown" if columns is first else "missing"
            msg = f"{name}.csv: column {odd[0]!r} is {what}. Columns are: {', '.join(expected)}"
            raise ValueError(msg)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(first):
            msg = f"{name}.csv, row {number}: {len(row)} cells, not {len(first)}"
            raise ValueError(msg)
    return tuple(dict(zip(first, row, strict=True)) for row in rows)
