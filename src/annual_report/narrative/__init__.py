"""The narrative: authors' Markdown in which numbers are placed, never typed."""
