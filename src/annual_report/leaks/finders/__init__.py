"""Finding leaks in passages: a module for each kind of secret."""
