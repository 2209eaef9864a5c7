"""The only place where a plan meets the formulas.

``inputs`` turns a plan, its scenario and its variations into arrays and counts people; ``expenses``
calculates what everything costs; ``funding`` calculates what each source provides and who pays
what; ``project`` calls them in order, and ``yearly_totals`` adds up the answers of every case.
``ledger`` writes the result as one long table; ``blocks`` does it for any number of cases in little
memory. Many districts at once are in ``planner/districts``.
"""
