"""Claims: words that assert something about statistics, with the test that must hold."""
