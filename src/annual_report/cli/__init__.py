"""The command line: thin over functions."""
