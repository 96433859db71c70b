"""The checks on the narrative: what it says against what the release holds."""
