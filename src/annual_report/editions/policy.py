"""What ``edition.toml`` says of disclosure control: the thresholds, what is exempt, what must stay, and why.

The defaults are the rule for children's social care statistics in England (Department for Education, "Characteristics
of children in need": counts of 1 to 5 are hidden) and the rule for rates on deaths (Office for National Statistics:
unreliable on fewer than 20 events). An edition may be stricter as it likes; to be weaker it must say why.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

_THRESHOLD, _EVENTS, _PERCENT_BASE = 6, 20, 100
_LEAST = 1
_OTHERS = (
    "Wherever a hidden number could be worked out from others, such as a total and its other parts, some of those are "
    "hidden too. They need not be small."
)

#: A reason that a checker can weigh: more than a word or two.
Reason = Annotated[str, Field(pattern=r"\S+\s+\S+\s+\S+")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Merge(_Part):
    """Categories of a breakdown that are printed as one, if hiding cannot protect them."""

    breakdown: str
    parts: tuple[str, ...] = Field(min_length=2)
    label: str = Field(min_length=1)


class Policy(_Part):
    """The disclosure policy of an edition.

    Counts from 1 to below ``threshold`` are hidden, of children as of the distinct incidents behind them; a ratio needs
    ``events`` cases; a percentage whose count is hidden needs a base of ``percent_base``. ``exempt`` names units that
    cannot identify a child, each with the reason. ``keep`` are numbers that are never hidden to protect another.
    ``rounding`` names columns of place: counts split by them are printed to the nearest so many, or not at all if 0.
    ``chance`` names columns of a table of records ("table: column, column") whose values stand side by side in what is
    published though no row of records does, each with the reason: the gate does not stop them.
    """

    threshold: int = Field(default=_THRESHOLD, ge=1)
    events: int = Field(default=_EVENTS, ge=0)
    percent_base: int = Field(default=_PERCENT_BASE, ge=1)
    provisional: bool = False
    exempt: dict[str, Reason] = Field(default_factory=dict)
    keep: tuple[str, ...] = ()
    merge: tuple[Merge, ...] = ()
    rounding: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    chance: dict[Annotated[str, Field(pattern=r"^[^:]+: [^,]+(, [^,]+)+$")], Reason] = Field(default_factory=dict)
    reasons: dict[str, Reason] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _reasons_for_weaker(self) -> "Policy":
        defaults = {"threshold": _THRESHOLD, "events": _EVENTS, "percent_base": _PERCENT_BASE}
        weaker = [name for name, usual in defaults.items() if getattr(self, name) < usual]
        silent = [name for name in weaker if name not in self.reasons]
        if silent:
            raise ValueError(
                f"{silent[0]} is weaker than the usual {defaults[silent[0]]}: "
                f"say why, in disclosure.reasons.{silent[0]}"
            )
        idle = sorted(self.reasons.keys() - set(weaker))
        if idle:
            raise ValueError(
                f"disclosure.reasons.{idle[0]} gives a reason for what is not weaker than usual: take it out"
            )
        return self

    def in_words(self) -> tuple[str, ...]:
        """Return the policy as sentences, for readers and for the people who check a release."""
        return (*self._hiding(), *self._excepting())

    def _hiding(self) -> tuple[str, ...]:
        low = "1" if self.threshold == _LEAST + 1 else f"1 to {self.threshold - 1}"
        small = (
            f"A count of {low} is hidden. So is a larger count that comes from {low} incidents: those who are counted "
            "may belong together, as brothers and sisters do."
        )
        return (
            *((small,) if self.threshold > _LEAST else ()),
            "A count that takes in the whole of its group is hidden, since it tells of each one in the group.",
            "The percentage of a hidden count is hidden with it.",
            f"A ratio on fewer than {self.events} cases is not printed.",
            _OTHERS,
        )

    def _excepting(self) -> tuple[str, ...]:
        places = (
            f"Numbers split by {column} are " + (f"rounded to the nearest {to}." if to else "not printed.")
            for column, to in sorted(self.rounding.items())
        )
        return (
            *(
                f"The rules do not apply to counts of the unit “{unit}”. {why}"
                for unit, why in sorted(self.exempt.items())
            ),
            *(f"Never hidden to protect another number: {name}." for name in sorted(self.keep)),
            *places,
            *(f"Not taken for a row of records, {name}. {why}" for name, why in sorted(self.chance.items())),
            *(f"Weaker than usual, {name}. {why}" for name, why in sorted(self.reasons.items())),
        )
