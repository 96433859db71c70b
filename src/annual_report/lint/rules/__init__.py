"""The rules of the narrative, a module each: a function ``check`` that yields the findings in a page."""
