"""The best that the same money could do: a linear program that assigns it, and smoothed purchases."""
