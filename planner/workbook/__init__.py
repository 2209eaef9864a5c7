"""A plan as one Excel workbook: a sheet for each table, and fifteen questions to start with.

Written when a district starts (``planner new my-district.xlsx``), and when a folder of tables is
converted to a workbook or back. ``spreadsheets`` and ``plan/reading`` read a workbook.
"""
