"""What pays for technology: one file for each kind of money, formulas only.

As in ``costs``, a formula takes numbers or NumPy arrays and knows no plan, table or file.
"""
