"""What is checked between rows and tables: what is missing, contradicts, or looks unusual."""
