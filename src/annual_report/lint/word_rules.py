"""Reads the plain-word rules: a file each, those of the engine and those that a project adds in ``book/words``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from annual_report.errors import InputError
from annual_report.lint.pages import CONSTANT, NUMBER
from annual_report.opening import UnusableFileError, read_words
from annual_report.settings import SettingsError, parse_settings

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|third|quarter|fifth|dozen|hundred)"
)
#: What a pattern is made of, as far as its time depends on it. Classes are escaped like letters: "[)]*" repeats a sign.
_SPACES = re.compile(r"\\s[*+]")
_ESCAPED = re.compile(r"\\.|\[\^?\]?[^\]]*\]", re.DOTALL)
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_REPETITION = re.compile(r"[*+{]")
_MOST_REPETITIONS = 2  # of a test of 400 characters that is ten million steps
_ANY_NUMBER = rf"(?:[{NUMBER}{CONSTANT}]+|\d[\d.,]*)"


class _Setting(BaseModel):
    """What a rule's file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    why: str
    words: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    joined: bool = False
    needs: str = ""
    needs_why: str = ""
    needs_of: dict[str, str] = {}
    claimed: bool = True
    instead: str
    instead_of: dict[str, str] = {}


@dataclass(frozen=True)
class WordRule:
    """Words that assert something, and what to write instead.

    ``unless``: phrases in which the words mean something else. ``joined``: neighbours are one find (``twenty-one``).
    ``needs``: what the test of a claim with these words must contain, and ``needs_why`` says it in words; ``needs_of``:
    for some of the words another.
    ``instead``: what to write, where WORDS stands for the words found; ``instead_of``: for some of the words another.
    ``claimed``: the words can stand in a claim; a rule of language says no.
    """

    setting: _Setting

    @property
    def name(self) -> str:
        """The rule's name, as findings show it."""
        return self.setting.name

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        choices = [_phrase(word) for word in sorted(self.setting.words, key=len, reverse=True)]
        single = f"(?:{'|'.join(choices)})" if choices else ""
        if single and self.setting.joined:
            single = rf"{single}(?:[\s-]+(?:and\s+)?{single})*"
        bending = [_phrase(word) for word in sorted(self.setting.before_number, key=len, reverse=True)]
        number = rf"(?=\s+(?:a\s+|an\s+|the\s+)?(?:{_ANY_NUMBER}|{_NUMBER_WORD}\b))"
        bent = f"(?:{'|'.join(bending)}){number}" if bending else ""
        end = r"(?!\w)" if self.setting.joined else r"(?![\w-])"
        return re.compile(rf"(?<![\w-])(?:{'|'.join(filter(None, (single, bent)))}){end}", re.IGNORECASE)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        phrases = "|".join(_phrase(phrase) for phrase in self.setting.unless)
        return re.compile(rf"\b(?:{phrases})(?!\w)", re.IGNORECASE) if phrases else None

    def instead(self, words: str) -> str:
        """Return what to write instead of the words found."""
        return self.setting.instead_of.get(_key(words), self.setting.instead).replace("WORDS", words)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the rule's words stand in ``text``, those within an ``unless`` phrase left out."""
        excused = [found.span() for found in self._unless.finditer(text)] if self._unless else []
        for found in self._pattern.finditer(text):
            if not any(start <= found.start() and found.end() <= end for start, end in excused):
                yield found.span()

    def is_met(self, words: str, before: str, test: str) -> bool:
        """Say whether the test of a claim tests what the rule's words in it say.

        Args:
            words: the words found.
            before: the word before them: "the most serious" is not "most".
            test: the test as it is written.
        """
        of = self.setting.needs_of
        needs = of.get(_key(f"{before} {words}"), of.get(_key(words), self.setting.needs))
        return not needs or re.search(needs, " ".join(test.split())) is not None


def read_word_rules(folder: Path) -> tuple[WordRule, ...]:
    """Return the engine's rules and those in ``folder`` (which need not exist), in the order of their files.

    Raises:
        InputError: if a file is no rule.
    """
    own = [item for item in files("annual_report.lint.words").iterdir() if item.name.endswith(".toml")]
    found = [_read(item.name, item.read_text(encoding="utf-8")) for item in sorted(own, key=lambda item: item.name)]
    added = sorted(folder.glob("*.toml"))
    return (*found, *(_read_added(file, f"{folder.parent.name}/{folder.name}/{file.name}") for file in added))


def _read_added(file: Path, name: str) -> WordRule:
    try:
        return _read(name, read_words(file))
    except UnusableFileError as error:
        raise error.named(name) from error


def _read(name: str, text: str) -> WordRule:
    try:
        setting = parse_settings(name, text, _Setting)
        for needs in (setting.needs, *setting.needs_of.values()):
            _require_quick(needs)
    except (InputError, SettingsError, re.error) as error:
        raise InputError(f"{name}: not a plain-word rule: {error}") from error
    if not setting.words and not setting.before_number:
        raise InputError(f"{name}: a plain-word rule needs words, or before_number")
    return WordRule(setting)


def _require_quick(needs: str) -> None:
    """Raise if a pattern cannot be read, or could take long: a repeated group, or more than a few repetitions.

    Spaces do not count: no two stand side by side in a test that is looked at.
    """
    re.compile(needs)
    plain = _ESCAPED.sub("x", _SPACES.sub("x", needs))
    if _REPEATED_GROUP.search(plain) or len(_REPETITION.findall(plain)) > _MOST_REPETITIONS:
        raise InputError(f"needs may repeat signs and no groups, {_MOST_REPETITIONS} times at most: simplify {needs}")


def _phrase(words: str) -> str:
    """Return the pattern of a phrase: spaces or hyphens between its words, ``*`` for any ending of a word."""
    return r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())


def _key(words: str) -> str:
    return " ".join(words.lower().split())
