"""What differs between two plans, and what each difference is worth."""
