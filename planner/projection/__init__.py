"""The only place where a plan meets the formulas.

``cases`` turns a plan and its scenarios into arrays; ``people`` counts; ``expenses`` costs;
``revenue`` computes what each source brings; ``funding`` says who pays what; ``project`` calls
them in order; ``ledger`` writes the result as one long table.
"""
