"""The leak gate: the finished site is read file by file, and nothing in it may tell what disclosure control hid."""
