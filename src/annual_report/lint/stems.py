"""The words of a text that mean something, cut so that their endings do not matter."""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]{3,}")
_DULL = frozenset(
    {"the", "and", "for", "that", "were", "was", "with", "which", "their", "this", "from"}
    | {"are", "had", "has", "have", "been", "not", "but", "per", "cent"}
)


@lru_cache(maxsize=4096)  # labels are asked for with each passage
def stems(text: str) -> frozenset[str]:
    """Return the first five letters of each word that means something."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower().replace("_", " ")) if word not in _DULL)
