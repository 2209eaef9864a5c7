"""Questions and warnings about imports: what in a district's own exports could not be imported."""

from __future__ import annotations

#: Code -> question, part of ``sentences.SENTENCES``.
IMPORT_QUESTIONS: dict[str, str] = {
    "P170": (
        "are devices of these statuses in service: {value}? Add for each --status "
        '"{example}=in", or "{example}=out" if they are not.'
    ),
    "P171": (
        "the cell is not a date or fiscal year, or could be more than one. Type it as 8/14/2026, "
        "or as FY2027 for a fiscal year."
    ),
    "P160": (
        "is {value} the price of one year, or of the {years} years of the term? Name the column "
        "{one}, or Total for the term with the price of all seats."
    ),
    "P161": "the price is for the term, but the row has no term. Add a column Term (years).",
    "P162": (
        "how often is the price due? Type Annual, Semiannual, Quarterly or Monthly; for anything "
        "else, type the price of a year in a column Annual cost and clear this cell."
    ),
    "P163": (
        "is the term {value} months or {value} years? Name the column Term (months) or Term "
        "(years)."
    ),
    "P127": (
        "is the credit of {value} for all seats, or were seats returned? Type it as one amount in "
        "a column Annual cost, in a row of its own with the product's name and no seats; if seats "
        "were returned, lower the seats of the product's other row."
    ),
    "P128": (
        "what is the credit of {value} for? It names {name}, and no other rows of that name cost "
        "as much. Give it the name of the product it was given for, or delete the row."
    ),
    "P129": (
        "the total is {total}, but with credits subtracted the rows above it total {value}. If the "
        "amounts in parentheses are not credits, type them without parentheses; otherwise correct "
        "the total, or delete its row."
    ),
    "P130": (
        "do all these assets belong to fleet {value}: {names}? No column says what kind of asset a "
        'row is. Add --fleet "{value}" if they do; otherwise add a column Asset type, or delete '
        "the rows that are something else."
    ),
    "P131": (
        "the row names a code and a fund. Type what a code means in one row, and which source a "
        "fund is in another."
    ),
    "P164": (
        "it is not known whether the account codes of {state} are the national ones, so nothing "
        "is counted. If they are, add --chart nces.{own} If not, add --save-map codes.csv, type a "
        "kind of cost or none next to each code in that file, and import again with --map "
        "codes.csv. Codes and sums: {names}."
    ),
    "P165": (
        "what do these account codes mean? Type --unit CODE=KIND with a kind of cost or none, or "
        "write the codes to a file with --save-map codes.csv, fill it in, and add --map "
        "codes.csv. Codes and sums: {names}."
    ),
    "P166": (
        "the row has no date or year, and other rows have one. Type it, or delete the row if it "
        "is not a payment."
    ),
    "P167": (
        "a name in the row ends in Total, but the row is not the sum of the rows before it. "
        "Delete the row if it is a total, otherwise change the name."
    ),
    "P168": (
        "which rows are spending? Budgets, orders and payments are not added up. Add --rows with "
        'the one that is, such as --rows "Actual". The export has: {names}.'
    ),
    "P169": 'no row is "{value}". Type --rows with one of these: {names}.',
    "P159": (
        '--unit "{value}" matches no account of the year. Check the code. Codes are: {names}.'
    ),
}
#: Code -> sentence, part of ``sentences.SENTENCES``.
IMPORT_WARNINGS: dict[str, str] = {
    "W40": "none of its rows could be imported, so nothing changes.",
    "W41": (
        "left out because they have no date of enrollment or purchase: {value}. Add them to the "
        "inventory by hand."
    ),
    "W42": (
        "left out because they were bought after {first}, the plan's first year: {value}. Later "
        "purchases are calculated."
    ),
    "W43": "left out because no fleet is named for their units: {value} ({units}).",
    "W44": (
        "the price per seat gives {value}, but the total is {total}. The total is used; check both."
    ),
    "W45": "new products without a price are left out: {names}. Add a price to the list.",
    "W46": (
        "accounts that could be several kinds of cost are left out, {value} in all. Say which "
        "kind each is: {names}."
    ),
    "W51": (
        "a spreadsheet has turned device numbers into numbers such as 5.00E+12: {value}. Each row "
        "is counted as one device; if rows may repeat a device, export the list again and import "
        "it without opening it in Excel."
    ),
    "W60": (
        "a credit of {value} is subtracted, so {name} costs {total} a year in the plan. If it is "
        "not given every year, delete the row and import again."
    ),
    "W61": (
        "codes that the planner's examples of {state} do not have are not counted, {value} in all. "
        "If some are technology, say so with --unit CODE=KIND or --map FILE: {names}."
    ),
    "W62": (
        "which source of money is each of these funds: {names}? Until that is known, the ledger "
        "does not say who paid. Add --save-map codes.csv, type the name of the source next to each "
        "fund in that file, and import again with --map codes.csv."
    ),
    "W63": (
        "these sources paid in {value} and are not in table funding: {names}. Add a row for one "
        "that still pays, under that name; what one that has ended paid must come from others."
    ),
    "W47": (
        "the workbook has formulas, whose saved results may be older than what was just written. "
        "Open it in Excel and save it once."
    ),
}
