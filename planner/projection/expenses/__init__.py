"""What everything costs, row by row: one file for each budget line."""
