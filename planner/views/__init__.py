"""From results to charts, tables and sentences: pure functions, no state, no files.

Nothing is computed here but what a reader needs to take in a number: its rounding, its words,
its color.
"""
