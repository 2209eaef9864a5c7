"""The fifteen questions of a new plan, and the first rows made from the answers."""
