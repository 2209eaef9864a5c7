"""What pays for technology: one file a kind of money, formulas only.

As in ``costs``, a formula takes numbers or NumPy arrays and knows no plan, table or file.
"""
