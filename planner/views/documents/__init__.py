"""Answers as JSON, with the schema that docs/json.md describes."""
