"""A notebook executed with checked parameters, by papermill."""
