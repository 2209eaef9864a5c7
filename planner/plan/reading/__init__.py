"""How rows and files are read: headings, totals, comments, and where a table is found."""
