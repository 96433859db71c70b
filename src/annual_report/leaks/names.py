"""By which words a number is known: its label, and the row and column in which it stands."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from annual_report.leaks.models import Name
from annual_report.leaks.words import name_words, words_of
from annual_report.statistics.hidden import Item
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Table

#: By the words of a label, the headings under which it stands in any table, each with its words.
Headings = Mapping[frozenset[str], dict[str, frozenset[str]]]

#: Words of any heading that tell nothing of what is counted.
_FORMS = frozenset({"percent", "percentage", "number", "total", "all", "2011"})
#: A word that stands in more than one title of so many tells nothing either.
_COMMON = 5


def names_of(ledger: Ledger) -> Mapping[str, tuple[Name, ...]]:
    """Return by id the ways in which each statistic and ratio can be named in words.

    A label that stands under one heading only names its number by itself: "transgender". One that stands under several
    ("other", "not known", "5 to 9") does so only together with a word of the heading or, where it is more than one
    word, of the unit. A part of a part is named by both: "10 to 14" of "other" incidents.
    """
    headings = _headings(ledger)
    units = frozenset().union(*(unit_words(item) for item in ledger.values.items.values()))
    found: dict[str, set[Name]] = defaultdict(set)
    for name, item in ledger.values.items.items():
        words = _whole_label(item, ledger) - unit_words(item) or name_words(item.label)
        found[name].add(_name(words, _heads(item.label, headings), unit_words(item)))
    for table in ledger.tables:
        for row in () if _is_plain(table) else table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                told = name_words(column) - units - _FORMS
                words = name_words(row.label) - units | told
                heads = _heads(row.label, headings) | (_heads(column, headings) if told else {})
                if words and not row.total:
                    found[cell.statistic].add(_name(words, heads, unit_words(ledger.values.items[cell.statistic])))
    return {name: tuple(sorted(names, key=lambda name: sorted(name.words))) for name, names in found.items()}


def unit_words(item: Item) -> frozenset[str]:
    """Return the words for what is counted; a ratio counts nothing."""
    unit = None if isinstance(item, Ratio) else item.unit
    return frozenset() if unit is None else words_of(f"{unit.one} {unit.many}")


def _is_plain(table: Table) -> bool:
    """Say whether the columns are forms of one number, so that the labels say all."""
    return all(len({cell.statistic for cell in row.cells}) == 1 for row in table.rows)


def _whole_label(item: Item, ledger: Ledger) -> frozenset[str]:
    """Return the words of the label, and those of the base where that is itself a part."""
    words = name_words(item.label)
    base = None if isinstance(item, Ratio) or item.base is None else ledger.values.items[item.base]
    if base is None or isinstance(base, Ratio) or base.base is None:
        return words
    return words | name_words(base.label)


def _name(words: frozenset[str], heads: Mapping[str, frozenset[str]], unit: frozenset[str]) -> Name:
    """Return the name; ``heads`` are the headings under which its labels stand."""
    if len(heads) == 1 and not all(any(letter.isdigit() for letter in word) for word in words):
        return Name(words)
    context = frozenset().union(*heads.values()) - _FORMS
    return Name(words, context | unit if len(words) > 1 else context or unit)


def _headings(ledger: Ledger) -> Headings:
    titles = {table.id: name_words(table.title) for table in ledger.tables}
    often = Counter(word for words in titles.values() for word in words)
    common = {word for word, count in often.items() if count > max(2, len(titles) / _COMMON)}
    found: dict[frozenset[str], dict[str, frozenset[str]]] = defaultdict(dict)
    for table in ledger.tables:
        heading = name_words(table.header)
        for row in table.rows:
            found[name_words(row.label)][table.header] = heading
        for column in table.columns:
            found[name_words(column)][f"columns of {table.title}"] = heading | (titles[table.id] - common)
    return found


def _heads(label: str, headings: Headings) -> dict[str, frozenset[str]]:
    return headings.get(name_words(label), {})
