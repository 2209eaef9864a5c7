"""Files as people keep them: folders of CSV tables and Excel workbooks, read as text by row.

Nothing here knows what a column means; it finds the tables and says where each cell stood.
"""
