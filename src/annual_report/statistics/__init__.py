"""Statistics as records: what was counted, of what, and how it is shown."""
