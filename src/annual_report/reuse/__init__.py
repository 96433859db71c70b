"""Reuse of what was made before: by the content of all that it depends on, never by time.

``current`` and what it imports need the standard library alone, so that a build with nothing to do ends at once.
"""
