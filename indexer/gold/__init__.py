"""Scoring the program against labelled passages, with floors that cannot move silently."""
