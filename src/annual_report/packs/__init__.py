"""Area packs: for one area, each notebook's tables and charts beside the nation's. Private, never part of a site."""
