"""How what people and spreadsheets type into one cell is read: its text, numbers, days, blanks."""
