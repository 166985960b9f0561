"""From a signed release to what the public reads: built, verified, and put in its place in one step.

`run` tells the story. A target is a folder that a web server serves (`folder`) or a branch of git (`branch`).
"""
