"""The sentence of every problem and warning: the only place that words an input error.

Codes that start with P stop the plan; codes that start with W warn and never block. The facts
in braces are filled in by whoever finds the problem.
"""

from __future__ import annotations

from planner.plan.problems.import_sentences import IMPORT_WARNINGS
from planner.plan.problems.what_if_sentences import CASE_PROBLEMS, CASE_WARNINGS

#: Code -> sentence. The facts in braces are filled in by whoever finds the problem.
SENTENCES: dict[str, str] = {
    "P01": "there is no folder {value}. Start one with: planner new {value}",
    "P02": "the table is missing. Copy it from the blank templates: planner new DIR",
    "P03": "the file cannot be read as a table: {reason}.",
    "P04": "the table is empty. Its first row must hold the column names: {expected}.",
    "P05": "there is no column of that name.{nearest} Columns are: {expected}.",
    "P06": "the column is missing. Add a column {value} to the first row.",
    "P07": '"{value}" stands in a column without a name. Name the column or empty the cell.',
    "P08": "there is no setting of that name.{nearest} Settings are: {expected}.",
    "P09": '"{value}" stands twice, first in row {first}. Give each row a name of its own.',
    "P10": "the cell is blank. What to type: {help}.",
    "P11": '"{value}" is not a number. Use digits, for example {example}.',
    "P12": '"{value}" is not a rate. Type a percentage such as 3% or a decimal such as 0.03.',
    "P13": (
        'does "{value}" mean {value}%? Type it with a percent sign. The most allowed is {limit}.'
    ),
    "P14": '"{value}" is not a date. Type month/day/year, for example 6/30/2027.',
    "P15": '"{value}" is not a fiscal year. Type the year it ends, for example FY2027.',
    "P16": '"{value}" is not one of: {expected}.{nearest}',
    "P17": '"{value}" is neither yes nor no. Type yes or no.',
    "P18": '"{value}" is too small. The least allowed is {limit}.',
    "P19": '"{value}" is too large. The most allowed is {limit}.',
    "P20": '"{value}" is not a whole number. Type for example {example}.',
    "P21": '"{value}" is too long or holds a character that is not allowed. {help}.',
    "P22": "two columns have this name. Rename one or take it out.",
    "P23": (
        '"{value}" stands twice for the same years, first in row {first}. Take one out, or '
        "give it a from_year."
    ),
    "P24": (
        '"{value}" stands under source, as if a comma had cut a number in two. Put a number '
        "with commas in quotation marks."
    ),
    "P30": 'there is no fleet "{value}" in table devices.{nearest}',
    "P31": (
        '"{value}" is not students, staff, nobody, or a band of grades in table '
        "enrollment.{nearest}"
    ),
    "P32": "the price is per unit, but the number is blank. Type how many in column units.",
    "P33": (
        "a term of {value} years needs the next renewal. Type the first fiscal year at the new "
        "price in column next_renewal."
    ),
    "P34": "it ends ({value}) before it starts ({start}). Check both dates.",
    "P35": (
        "bought in {value}, after the first year {first}. Later purchases are computed; leave "
        "the row out."
    ),
    "P36": (
        '"{value}" is not a budget line, a kind of cost or a row name that money could '
        "pay.{nearest}"
    ),
    "P37": (
        "a {kind} must say what it may pay. Type budget lines or kinds of cost, for example "
        "device_refresh; software_licenses."
    ),
    "P38": "the amount is blank. Type the yearly amount for technology, or the award.",
    "P39": "E-Rate is computed from lunch share, locale and eligible cost. Leave {value} blank.",
    "P40": "the plan has E-Rate, but {value} is blank. Type it in table district.",
    "P41": (
        "{value} is needed from the first year on and has no public default. Type it in a row "
        "{value}, for example 3%."
    ),
    "P42": (
        "E-Rate Category Two figures are packaged from {first} on. Leave E-Rate out, or start "
        "the plan later."
    ),
    "P43": (
        '"{value}" is not a band of grades in table enrollment. Leave it blank for all '
        "students.{nearest}"
    ),
    "P44": (
        '"{value}" is how the page calls the reserve or cost that nobody pays. Give the source '
        "another name; the reserve itself stands in table district."
    ),
    "P45": "neither {value} nor {other} is given. Type one of the two.",
    "P46": "both {value} and {other} are given. Leave one of the two blank.",
    "P47": "{value} is needed, because {why}. Type it in column {value}.",
    "P48": (
        '{fund} may not pay "{value}" ({why}). Take it out, or say yes in table eligibility if the '
        "district may."
    ),
    "P49": 'there is no source of money "{value}" in table funding.{nearest}',
    "P50": 'there is no row "{value}" in table {table}.{nearest}',
    "P51": 'there is no column "{value}" in table {table} that a scenario could change.{nearest}',
    "P52": "{how} works on numbers; {value} in table {table} is not one. Use set.",
    "P53": (
        'row "{value}" of table {table} leaves {column} blank, so there is nothing to {how}. '
        "Use set."
    ),
    "P54": "from_year works on numbers and dates only. Leave it blank for {value}.",
    "P55": 'there is no scenario "{value}".{nearest} Scenarios are: {expected}.',
    "P56": "the scenario includes itself through {value}. Take one include out.",
    "P57": "the change makes {column} of {row} {result}, but {rule}.",
    "P58": '"base" is the plan as typed and cannot be changed. Give the scenario another name.',
    "P59": (
        "to include another scenario type table scenarios and how include, and leave field, "
        "value and from_year blank."
    ),
    "P60": "with this change, {problem}",
    "P61": "{value} is for money of kind {kind}. Leave it blank, or change the kind.",
    "P62": 'there is no service "{value}" in table security.{nearest}',
    "P63": (
        '"{value}" is not teachers, staff, students, nobody, or a band of grades in '
        "table enrollment.{nearest}"
    ),
    "P64": (
        "a forecast needs a grade in one past year and the next grade in the year after. Type "
        "at least two years before the plan starts."
    ),
    "P65": "the low end {value} is above the high end {limit}. Exchange them.",
    "P66": "{value} is blank, so there is nothing to {how}. Use set.",
    "P67": (
        "grade {value} is not counted in {year}, the latest past year. Add a row for it, with 0 "
        "students if it has none."
    ),
    "P70": (
        "actuals of {what} come to {actuals}, the ledger says {ledger}: {difference} are missing. "
        "Mend one of the two, or go on with --allow-difference."
    ),
    "P71": (
        "actuals of {what} come to {actuals}, the ledger says {ledger}: {difference} are not in "
        "the ledger. Mend one of the two, or go on with --allow-difference."
    ),
    "P72": (
        "{value} stands in the {table} and not in the {other}, so they cannot tie out. Type the "
        "same fiscal year in both, or go on with --allow-difference."
    ),
    "P73": (
        'does "{value}" mean {readings}? Type it in that form: digits, and a point before decimals.'
    ),
    "P74": '"{value}" is an error of the spreadsheet. Mend the formula, or type what belongs here.',
    "P75": '"{value}" says that it is still to come. Type it{instead}.',
    "P76": 'does "{value}" mean {readings}? Type what is meant{instead}.',
    "P77": 'does "{value}" mean {readings}? Type month/day/year.',
    "P78": 'does "{value}" mean {readings}? Type the year it ends, in that form.',
    "P79": (
        '"{value}" is the sum of other rows and would count them twice. Delete the row; if it is '
        "an item, give it a name of its own."
    ),
    "P80": "there is no export {value}. Check its name and its folder.",
    "P81": (
        "no row holds the headings of such an export. It needs columns called for example: "
        "{expected}."
    ),
    "P82": (
        "the table has been changed since the import was shown, so nothing was written. Run the "
        "import again."
    ),
    "P83": "sheets {value} and {other} both hold such a list. Take one out, or save it by itself.",
    "P84": (
        "the cell is not a date or year, or could be more than one. Type it as 8/14/2026, or as "
        "FY2027 for a fiscal year."
    ),
    "P85": "the cell is not a number that can be counted. Type for example 1200, not below zero.",
    "P86": (
        'which fleet are these devices? Say --fleet "{example}", or by unit --unit '
        '"/Students={example}". Fleets are: {expected}. Units of the export are: {units}.'
    ),
    "P87": (
        "of what kind are the new products ({names})? Say --category with one of: {expected}; or "
        "add a column Kind to the list."
    ),
    "P88": (
        "which row of cycle {cycle} is the district? Say --entity with its billed entity number. "
        "There are: {value}."
    ),
    "P89": (
        'is "{value}" the price of one seat or of all of them? Call the column {one} or {all}.'
    ),
    "P90": (
        "the cell holds a formula that was never calculated. Open the workbook in Excel, save it, "
        "and try again."
    ),
    "P91": "a plan holds no personal data. Take this column out.",
    "P92": '"{value}" is not answered, but {why}. Type an answer.',
    "P93": (
        '"{value}" is none of the questions. Type the answer beside the question as it was asked.'
    ),
    "P94": "there is no workbook {value}. Start one with: planner new {value}",
    "P95": "nothing is typed yet. Answer the fifteen questions of the sheet Start.",
    **CASE_PROBLEMS,
    "W01": (
        "a benefits load of {value} looks like the share of total compensation. As a load on "
        "salary, {value} of compensation is {load}."
    ),
    "W02": "growth of {value} a year is unusual. Check that it is meant.",
    "W03": (
        "the fleet counts {value} devices for {people} people. Check units and devices per person."
    ),
    "W04": "the money ends {value}, before the plan starts. It pays nothing.",
    "W05": "E-Rate pays nothing: no row has a kind that is eligible.",
    "W06": (
        "E-Rate budgets from funding year {value} on are not set yet; the latest published "
        "figures stand in."
    ),
    "W07": (
        "this file is not a table of the plan and was not read.{nearest} Tables are: {expected}."
    ),
    "W08": "the plan counts no students. What is counted by the student costs nothing.",
    "W09": "{value} is after the last year of the plan, {last}. The row changes nothing.",
    "W10": (
        '"{value}" looks like the sum of other rows and would count them twice. If so, delete '
        "the row."
    ),
    "W11": '"{value}" is not used, because the price goes by: {basis}. Leave the cell blank.',
    "W12": (
        '"{value}" looks like a date that the spreadsheet made of a band of grades. Type for '
        "example grades 6-8."
    ),
    "W13": (
        'no Chromebook model "{value}" is in the list of August 2026, so the end of its updates '
        "is not known.{nearest} Type support_ends if you know it."
    ),
    "W14": (
        'updates of "{value}" end {first} or {latest}, depending on the very model; the earlier '
        "date is used. Type support_ends if you know it."
    ),
    "W15": "the shares of this fleet's repairs add up to {value}. Check that no repair is twice.",
    "W16": "{value} is blank, so these repairs cost nothing. Check that it is meant.",
    "W17": "{value} are in use, but {limit} are billed. Check both numbers.",
    "W18": (
        "the bond is paid back over {value} years, and {row} lasts {life}. Many states bar that; "
        "ask bond counsel."
    ),
    "W19": (
        "the pilot pays the E-Rate discount of each bill and the district the rest. Type the "
        "discount, for example 80%."
    ),
    "W20": "waived and unpaid fees add up to {value}, so nobody pays. Check both rates.",
    "W21": (
        "{value} of Title IV-A is more than technology may have of the allocation; {limit} is "
        "counted. From $30,000 on at least 20% each must go to well-rounded and to safe and "
        "healthy purposes."
    ),
    "W22": (
        '"{value}" is read as {read}, because a point stands before decimals. If {other} is meant, '
        "type it without the point."
    ),
    "W23": '"{value}" is read as a blank cell, which stands for: {blank}.',
    "W24": (
        "a benefits load of {value} of salary is unusual. Check that it is a share of salary, and "
        "that salary is that of one full-time position."
    ),
    "W25": "the money ends {value}, before {row} costs anything. It pays nothing of it.",
    "W26": "{value} licenses are more than the {people} people who could use them. Check both.",
    "W27": "the fleet needs {value} devices for {people} people. Check devices per person.",
    "W28": (
        '"{value}" is called E-Rate, but its kind is {kind} and it may pay {row}, which E-Rate '
        "does not. Type kind erate, or another name."
    ),
    "W29": "E-Rate pays what its own rules say, whatever this row says. It changes nothing.",
    "W30": (
        "actuals of {what} come to {actuals}, the ledger says {ledger}: {difference} are missing. "
        "The plan goes on with the difference."
    ),
    "W31": (
        "actuals of {what} come to {actuals}, the ledger says {ledger}: {difference} are not in "
        "the ledger. The plan goes on with the difference."
    ),
    "W32": "{value} stands in the {table} and not in the {other}. The plan goes on all the same.",
    "W33": (
        "this sheet is not a table of the plan and was not read.{nearest} Tables are: {expected}."
    ),
    "W34": "hidden rows count all the same: {value}. Show them, or delete what should not count.",
    "W35": "the row stands above the column names and was not read.",
    **IMPORT_WARNINGS,
    "W36": (
        '"{value}" is read with a comma of thousands, though semicolons stand between the cells of '
        "this file. If it is a decimal comma, type a point."
    ),
    "W37": (
        "rows that begin with # are not read, though they look like items: {value}. Take the # "
        "away where a row should count."
    ),
    "W38": (
        "the file ends in the middle of the row, as if it had been cut short. Check the last rows, "
        "and save the file again."
    ),
    "W39": (
        "rows have one cell more or less than the others: {value}. Check that none of their cells "
        "has slipped into the next column."
    ),
    **CASE_WARNINGS,
}
