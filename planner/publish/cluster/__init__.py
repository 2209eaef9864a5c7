"""Many machines: decks of a batch and districts of a screen, shared out by a Dask scheduler."""
