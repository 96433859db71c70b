"""Reading every kind of file that a site holds into passages: what has no reader is reported, never passed over."""
