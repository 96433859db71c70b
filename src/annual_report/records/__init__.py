"""Records: strict reading of files, kinds of columns, checks, and faults in plain words."""
