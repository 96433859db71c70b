"""What a chart leaves out, in words: below the picture, and in its text alternative."""

from annual_report.casing import upper_first
from annual_report.press.series import Plot, Series
from annual_report.press.wording import listed
from annual_report.statistics.hidden import Symbol


def gaps_in_words(plot: Plot) -> tuple[str, ...]:
    """Return a sentence for each symbol: ``[c] Hidden so that no child can be identified: 5 to 9 and Other``."""
    found = sorted({gap.symbol for series in plot.series for gap in series.gaps if gap})
    return tuple(
        f"{symbol} {_reason(symbol)}: {_places(plot, symbol)}."
        for symbol in found
        if symbol is not Symbol.NOT_APPLICABLE  # nothing was left out
    )


def _reason(symbol: Symbol) -> str:
    reason = symbol.meaning.partition(": ")[2] or symbol.meaning
    return upper_first(reason)


def _places(plot: Plot, symbol: Symbol) -> str:
    """Return the categories that the symbol stands for: of every series at once where they are the same."""
    found = [(series.name, _categories(plot, series, symbol)) for series in plot.series]
    if all(categories == found[0][1] for _, categories in found):
        return listed(found[0][1])
    return "; ".join(f"{name}: {listed(categories)}" for name, categories in found if categories)


def _categories(plot: Plot, series: Series, symbol: Symbol) -> list[str]:
    return [
        f"{label} ({gap.direction} 1)" if gap.direction else label
        for label, gap in zip(plot.categories, series.gaps, strict=True)
        if gap and gap.symbol is symbol
    ]
