"""Synthetic records: drawn from documented priors, then repaired so that every published figure holds exactly."""
