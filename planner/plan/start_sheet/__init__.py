"""The fifteen questions of a new plan, and the first rows that follow from their answers."""
