"""What everything costs, row by row: one file for each budget line, called in order by ``project_expenses``."""
