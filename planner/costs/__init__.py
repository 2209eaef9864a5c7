"""What technology costs: one file for each budget line, formulas only.

A formula takes numbers or NumPy arrays and returns numbers. It knows no plan, no table and
no file, so it can be checked with three numbers. Arrays run over rows, fiscal years and cases,
in that order.
"""
