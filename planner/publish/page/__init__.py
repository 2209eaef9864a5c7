"""An executed notebook as a page that opens with the network off."""
