"""A release as a workbook that people fill in, and back: nothing is lost on the way, and nothing changes unsaid."""
