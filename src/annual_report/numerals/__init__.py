"""Numbers as a text says them, in digits and in words: one reader for the lint and the leak gate."""
