"""Dated public facts, each with its source, and the code that reads them.

The facts are CSV tables beside this file, so that a business officer can check them without
reading Python. No statutory number stands in code.
"""
