"""Files to hand over: from a notebook and its parameters to a page that opens with no network."""
