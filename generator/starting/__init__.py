"""A council's own repository, made from this one: its engine, without the demonstration, and an empty first package."""

from generator.starting.repository import Started, start_repository
from generator.starting.wishes import Wishes, wishes

__all__ = ["Started", "Wishes", "start_repository", "wishes"]
