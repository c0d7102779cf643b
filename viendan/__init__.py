"""The command ``viendan``: data on standard output, progress and messages on standard error.

Exit status: 0 fine, 1 problems found, 2 wrong usage, 130 stopped by Ctrl-C.
"""
