"""Editions: one year's report, where it lies, its period and its calendar."""
