"""Serious child safeguarding incidents: their records, checks, categories and synthetic data."""
