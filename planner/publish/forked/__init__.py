"""Notebooks executed in copies of one warm process: no start, no imports, for each of them.

Starting a kernel and importing the packages of a board page takes several times as long as the
page. Here a process imports them once (``warm_process``) and is copied for every notebook; the copy
runs the cells (``cells``) and is gone. ``copies`` starts that process and shares it among the
workers of a batch, ``engine`` is papermill's side, and ``by_name`` is how papermill's own command
line finds it. It needs ``fork``, so it is the default on Linux only; papermill with a kernel of its
own remains the reference, and a test holds that both leave the same notebooks.
"""
