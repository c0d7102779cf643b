"""Measurements: each module has a ``run()`` that prints its figures (``python -m bench NAME``)."""
