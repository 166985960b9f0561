"""Measurements on made data: how long the portal takes and how much room it needs, at any size."""
