"""Two runs compared: which statistics differ, which claims no longer hold, and the sentences each touches."""
