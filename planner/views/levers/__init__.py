"""Levers as people see them: which come first, what each is called, how a value is typed."""
