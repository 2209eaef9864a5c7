"""The desk: a plan's answer, levers, tables and charts in JupyterLab, live on one sheet."""
