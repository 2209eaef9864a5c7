"""The page, tables and workbook of many districts."""
