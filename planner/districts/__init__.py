"""Many districts at once: a table of them, or plans of one shape, on one case axis."""
