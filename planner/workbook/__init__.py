"""A plan as one Excel workbook: a sheet for each table, and fifteen questions to start with.

Written when a district starts (``planner new --workbook``) and when a folder of tables is to
become a workbook or the other way round. Reading a workbook is the business of ``plan/files``.
"""
