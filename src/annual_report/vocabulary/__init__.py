"""The vocabulary at hand: every statistic a sentence may use, found by words, with the role that places it."""
