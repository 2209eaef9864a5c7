"""Many districts on one case axis: a table of districts, and plans of one shape, projected together."""
