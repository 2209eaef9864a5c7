"""The desk: a plan's answer, levers, tables and charts in JupyterLab, live on one sheet."""

from planner.desk.live_desk import live_desk

__all__ = ["live_desk"]
