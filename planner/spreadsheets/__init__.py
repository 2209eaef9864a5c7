"""CSV files and Excel workbooks, read as rows of text.

Nothing here knows what a column means; each cell is given with the row it came from.
"""
