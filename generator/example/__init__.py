"""A made-up county and a made-up city, written from a seed: the site's showcase and the tests' richest case."""

from generator.example.files import write_councils

__all__ = ["SEED", "write_councils"]

SEED = 2009
"""The seed of the councils in the repository's own data."""
