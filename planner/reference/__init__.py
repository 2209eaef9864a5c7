"""Dated public facts, each with its source, and the code that reads them.

The facts are CSV tables next to this file, which a business officer can check without reading
Python. No statutory number is in code.
"""
