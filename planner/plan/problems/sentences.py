"""The sentence of every problem and warning: the only place that words an input error.

Codes that start with P stop the plan; codes that start with W warn and never block. The facts
in braces are filled in by the rule that finds the problem.
"""

from __future__ import annotations

from planner.plan.problems.file_sentences import FILE_WARNINGS
from planner.plan.problems.funding_sentences import FUNDING_WARNINGS
from planner.plan.problems.history_sentences import HISTORY_WARNINGS
from planner.plan.problems.import_sentences import IMPORT_QUESTIONS, IMPORT_WARNINGS
from planner.plan.problems.what_if_sentences import CASE_PROBLEMS, CASE_WARNINGS
from planner.plan.problems.workbook_sentences import WORKBOOK_PROBLEMS, WORKBOOK_WARNINGS

#: Code -> sentence, in the order of the codes.
SENTENCES: dict[str, str] = {
    "P01": "there is no folder {value}. Start one with: planner new {value}",
    "P02": "the table is missing. Copy it from the blank templates: planner new DIR",
    "P03": "the file cannot be read as a table: {reason}.",
    "P04": "the table is empty. Its first row must hold the column names: {expected}.",
    "P05": "there is no column of that name.{nearest} Columns are: {expected}.",
    "P06": "the column is missing. Add a column {value} to the first row.",
    "P07": '"{value}" is in a column without a name. Name the column or clear the cell.',
    "P08": "there is no setting of that name.{nearest} Settings are: {expected}.",
    "P09": '"{value}" appears twice, first in row {first}. Give each row its own name.',
    "P10": "the cell is blank. What to type: {help}.",
    "P11": '"{value}" is not a number. Use digits, for example {example}.',
    "P12": '"{value}" is not a rate. Type a percentage such as 3% or a decimal such as 0.03.',
    "P13": 'does "{value}" mean {value}%? Type it with a percent sign. The maximum is {limit}.',
    "P14": '"{value}" is not a date. Type month/day/year, for example 6/30/2027.',
    "P15": '"{value}" is not a fiscal year. Type the year it ends, for example FY2027.',
    "P16": '"{value}" is not one of: {expected}.{nearest}',
    "P17": '"{value}" is neither yes nor no. Type yes or no.',
    "P18": '"{value}" is too small. The minimum is {limit}.',
    "P19": '"{value}" is too large. The maximum is {limit}.',
    "P20": '"{value}" is not a whole number. Type a whole number, for example {example}.',
    "P21": '"{value}" is too long or contains a character that is not allowed. {help}.',
    "P22": "two columns have this name. Rename or delete one of them.",
    "P23": (
        '"{value}" appears twice for the same years, first in row {first}. Remove one, or give it'
        " a from_year."
    ),
    "P24": (
        '"{value}" is in column {into}, as if a comma had cut a number in two. Put quotation '
        "marks around a number with commas."
    ),
    "P30": 'there is no fleet "{value}" in table devices.{nearest}',
    "P31": (
        '"{value}" is not students, staff, nobody, or a grade band in table enrollment.{nearest}'
    ),
    "P32": "the price is per unit, but the number of units is blank. Type it in column units.",
    "P33": (
        "a term of {value} years needs the next renewal. Type the first fiscal year at the new "
        "price in column next_renewal."
    ),
    "P34": "it ends ({value}) before it starts ({start}). Check both dates.",
    "P35": (
        "bought in {value}, after the plan's first year, {first}. Later purchases are calculated;"
        " delete the row."
    ),
    "P36": '"{value}" is not a budget line, a kind of cost, or the name of a cost row.{nearest}',
    "P37": (
        "a {kind} must say what it may pay for. Type budget lines or kinds of cost, for example "
        "device_refresh; software_licenses."
    ),
    "P38": "the amount is blank. Type the yearly amount for technology, or the award.",
    "P39": (
        "E-Rate is calculated from the lunch rate, the locale, and eligible costs. Leave {value} "
        "blank."
    ),
    "P40": "the plan has E-Rate, but {value} is blank. Type it in table district.",
    "P41": (
        "{value} is needed from the first year on, and there is no public default. Type it in row"
        " {value}, for example 3%."
    ),
    "P42": (
        "E-Rate Category Two figures are available from {first} on. Leave E-Rate out, or start "
        "the plan later."
    ),
    "P43": (
        '"{value}" is not a grade band in table enrollment. Leave it blank for all '
        "students.{nearest}"
    ),
    "P44": (
        '"{value}" is a name that the page uses itself, for the reserve or for unfunded cost. '
        "Give the source another name; the reserve is set in table district."
    ),
    "P45": "neither {value} nor {other} is given. Type one of the two.",
    "P46": "both {value} and {other} are given. Leave one of the two blank.",
    "P47": "{value} is needed because {why}. Fill in {value}.",
    "P48": (
        '{fund} may not pay for "{value}" ({why}). Remove it, or type yes in table eligibility if'
        " the district may."
    ),
    "P49": 'there is no funding source "{value}" in table funding.{nearest}',
    "P50": 'there is no row "{value}" in table {table}.{nearest}',
    "P51": 'there is no column "{value}" in table {table} that a scenario could change.{nearest}',
    "P52": "{how} works on numbers; {value} in table {table} is not one. Use set.",
    "P53": (
        'row "{value}" of table {table} leaves {column} blank, so there is nothing to {how}. '
        "Use set."
    ),
    "P54": "from_year works on numbers and dates only. Leave it blank for {value}.",
    "P55": 'there is no scenario "{value}".{nearest} Scenarios are: {expected}.',
    "P56": "the scenario includes itself through {value}. Remove one of the includes.",
    "P57": "the change makes {column} of {row} {result}, but {rule}.",
    "P58": '"base" is the plan as typed and cannot be changed. Give the scenario another name.',
    "P59": (
        "to include another scenario, type scenarios under table and include under how, and leave"
        " field, value and from_year blank."
    ),
    "P60": "with this change, {problem}",
    "P61": "{value} is for funding of kind {kind}. Leave it blank, or change the kind.",
    "P62": 'there is no service "{value}" in table security.{nearest}',
    "P63": (
        '"{value}" is not teachers, staff, students, nobody, or a grade band in table '
        "enrollment.{nearest}"
    ),
    "P64": (
        "a forecast needs a grade in one past year and the next grade in the year after. Type at "
        "least two years in a row before the plan starts."
    ),
    "P65": "the low end {value} is above the high end {limit}. Swap them.",
    "P66": "{value} is blank, so there is nothing to {how}. Use set.",
    "P67": (
        "grade {value} has no count for {year}, the latest past year. Add a row for it, with 0 "
        "students if it has none."
    ),
    "P70": (
        "actuals for {what} total {actuals}, but the ledger has {ledger}: {difference} is "
        "missing. Correct one of the two, or continue with --allow-difference."
    ),
    "P71": (
        "actuals for {what} total {actuals}, but the ledger has {ledger}: {difference} is not in "
        "the ledger. Correct one of the two, or continue with --allow-difference."
    ),
    "P72": (
        "{value} is in the {table} and not in the {other}, so they cannot tie out. Type the same "
        "fiscal year in both, or continue with --allow-difference."
    ),
    "P73": 'does "{value}" mean {readings}? Type it that way: plain digits, with a decimal point.',
    "P74": '"{value}" is a spreadsheet error. Correct the formula, or type what belongs here.',
    "P75": '"{value}" says the value is not known yet. Type the value{instead}.',
    "P76": 'does "{value}" mean {readings}? Type what you mean{instead}.',
    "P77": 'does "{value}" mean {readings}? Type month/day/year.',
    "P78": 'does "{value}" mean {readings}? Type it that way, by the year it ends.',
    "P79": (
        '"{value}" is the total of other rows, which would be counted twice. Delete the row; if '
        "it is an item, give it another name."
    ),
    "P80": "there is no file {value}. Check its name and its folder.",
    "P81": (
        "no row has the column headings of such an export. It needs columns named, for example: "
        "{expected}."
    ),
    "P82": (
        "the table has changed since the import was shown, so nothing was written. Run the import"
        " again."
    ),
    "P83": (
        "sheets {value} and {other} both hold such a list. Delete one of them, or save it in its "
        "own file."
    ),
    "P84": ("the cell is not a date, or could be more than one. Type it as 8/14/2026."),
    "P85": "the cell is not a number that can be used. Type a number such as 1200, not below zero.",
    "P86": (
        'which fleet do these devices belong to? Add --fleet "{example}", or for each unit --unit'
        ' "/Students={example}". Fleets are: {expected}. Units in the export are: {units}.'
    ),
    "P87": (
        "what kind of cost are the new products ({names})? Add --category with one of: "
        "{expected}; or add a column Kind to the list."
    ),
    "P88": (
        "which row of cycle {cycle} is the district? Add --entity with its billed entity number. "
        "The choices are: {value}."
    ),
    "P89": 'is "{value}" the price of one seat or of all of them? Name the column {one} or {all}.',
    "P90": (
        "the cell holds a formula that was never calculated. Open the workbook in Excel, save it, "
        "and try again."
    ),
    "P91": "a plan holds no personal data. Delete this column.",
    "P92": '"{value}" is not answered, but {why}. Type an answer.',
    "P93": (
        '"{value}" is not one of the questions. Type the answer next to the question as it was '
        "worded."
    ),
    "P94": "there is no workbook {value}. Start one with: planner new {value}",
    "P95": "nothing is filled in yet. Answer the fifteen questions on sheet Start.",
    **WORKBOOK_PROBLEMS,
    **CASE_PROBLEMS,
    **IMPORT_QUESTIONS,
    "W01": (
        "{value} is the published share of benefits in total compensation, which counts paid "
        "leave as a benefit. As a share of salary, the public figure is {load}. Type the "
        "district's own load, or clear the cell to use the public figure."
    ),
    "W02": "growth of {value} a year is unusual. Check that it is what you mean.",
    "W03": "the fleet has {value} devices for {people} people. Check units and devices per person.",
    "W04": "the money ends {value}, before the plan starts, so it pays nothing.",
    "W05": "E-Rate pays nothing, because no row has an eligible kind of cost.",
    "W06": (
        "E-Rate budgets from funding year {value} on are not set yet; the latest published "
        "figures are used."
    ),
    "W07": (
        "this file is not a table of the plan and was not read.{nearest} Tables are: {expected}."
    ),
    "W08": "the plan has no students. Anything priced per student costs nothing.",
    "W09": "{value} is after the last year of the plan, {last}, so the row changes nothing.",
    "W10": (
        '"{value}" looks like the total of other rows, which would be counted twice. If so, '
        "delete the row."
    ),
    "W11": '"{value}" is not used, because of how the price is set: {basis}. Leave the cell blank.',
    "W12": (
        '"{value}" looks like a date that the spreadsheet made from a grade band. Type, for '
        "example, grades 6-8."
    ),
    "W13": (
        'model "{value}" is not in the Chromebook list of August 2026, so the end of its updates '
        "is not known.{nearest} Type support_ends if you know it."
    ),
    "W14": (
        'updates for "{value}" end {first} or {latest}, depending on the exact model; the earlier'
        " date is used. Type support_ends if you know it."
    ),
    "W15": (
        "the shares of this fleet's repairs add up to {value}. Check that no repair is counted "
        "twice."
    ),
    "W16": "{value} is blank, so these repairs cost nothing. Check that this is what you mean.",
    "W17": "{value} are in use, but {limit} are billed. Check both numbers.",
    "W18": (
        "the bond is repaid over {value} years, but {row} lasts {life}. Many states bar that; ask"
        " bond counsel."
    ),
    "W19": (
        "the pilot pays the E-Rate Category One discount on each bill, at most {limit}, and the "
        "district pays the rest. Type the discount, for example 80%."
    ),
    "W20": "waived and unpaid fees add up to {value}, so nobody pays. Check both rates.",
    "W21": (
        "{value} of Title IV-A is more than technology may have of the allocation, so {limit} is "
        "counted. From $30,000 up, at least 20% must go to well-rounded and at least 20% to safe "
        "and healthy purposes."
    ),
    "W22": (
        '"{value}" is read as {read}, because its point is a decimal point. If you mean {other}, '
        "type it without the point."
    ),
    "W23": '"{value}" is read as a blank cell, which means: {blank}.',
    "W24": (
        "a benefits load of {value} of salary is unusual; the public figure is {load}. Check that "
        "it is a share of salary, that it leaves out paid leave, which the salary already pays, "
        "and that the salary is for one full-time position."
    ),
    "W25": "the money ends {value}, before {row} costs anything, so it pays for none of it.",
    "W26": "{value} licenses are more than the {people} people who could use them. Check both.",
    "W27": "the fleet needs {value} devices for {people} people. Check devices per person.",
    "W28": (
        '"{value}" is called E-Rate, but its kind is {kind} and it may pay for {row}, which '
        "E-Rate does not. Change the kind to erate, or change the name."
    ),
    "W29": "E-Rate pays by its own rules, so this row changes nothing.",
    "W30": (
        "actuals for {what} total {actuals}, but the ledger has {ledger}: {difference} is "
        "missing. The plan continues with the difference."
    ),
    "W31": (
        "actuals for {what} total {actuals}, but the ledger has {ledger}: {difference} is not in "
        "the ledger. The plan continues with the difference."
    ),
    "W32": "{value} is in the {table} and not in the {other}. The plan continues anyway.",
    "W33": (
        "this sheet is not a table of the plan and was not read.{nearest} Tables are: {expected}."
    ),
    "W34": "hidden rows are counted too: {value}. Unhide them, or delete what should not count.",
    "W35": "the row is above the column names and was not read.",
    "W86": (
        "{value} is leased, and nothing says what is still owed for these devices. Type the "
        "payments left, or 0 if all are made."
    ),
    **IMPORT_WARNINGS,
    **FILE_WARNINGS,
    **WORKBOOK_WARNINGS,
    **CASE_WARNINGS,
    **FUNDING_WARNINGS,
    **HISTORY_WARNINGS,
}
