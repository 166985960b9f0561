"""Public performance portal: from a council's data packages to a static site."""

__version__ = "0.1.0"
