"""The best that the same money could do: a linear program assigns it, purchases are smoothed."""
