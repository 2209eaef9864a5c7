"""The only place where a plan meets the formulas.

``cases`` turns a plan and its ``variations`` into arrays; ``people`` counts; ``expenses`` costs,
in ``amounts`` that lay rows out only where rows are asked for; ``income`` computes what each source
brings; ``funding`` says who pays what, ``pools`` which rows may be settled together and ``till``
lets the sources pay; ``project`` calls them in order; ``ledger`` writes the result as one long
table. ``blocks`` does it for any number of cases in little memory, ``many_plans`` projects the
plans of many districts together.
"""
