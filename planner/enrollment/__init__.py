"""How many students there will be: grade by grade, formulas only.

A formula takes numbers or NumPy arrays and returns numbers. It knows no plan, no table and
no file. Arrays run over grades and years, in that order, and may have cases after them.
"""
