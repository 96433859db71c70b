"""Many reports at once: editions and the packs of their areas, on this machine or on a cluster."""
