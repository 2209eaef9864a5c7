"""What the board page shows: the answer, its sentences, tables, decisions and assumptions."""
