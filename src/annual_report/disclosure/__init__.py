"""Disclosure control: what may be printed, so that no number gives a child away."""
