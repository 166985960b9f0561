"""The commands, grouped by what they are for. They alone know the clock, printing and exit codes.

A command imports what it runs when it runs it, so that `portal --help` is there at once.
"""
