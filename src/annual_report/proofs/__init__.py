"""The book as the press would read it, without printing: what a build would refuse, told at once and with its place."""
