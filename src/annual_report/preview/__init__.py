"""The preview: the book served on this machine, made again at each save, with findings beside their sentences."""
