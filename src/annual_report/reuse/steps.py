"""The steps of one build: each is looked up by all that it depends on, and made only if the store has it not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annual_report.reuse.digests import Facts, digest_of_facts
from annual_report.reuse.ground import Ground
from annual_report.reuse.reasons import why_made, why_reused
from annual_report.reuse.store import Content, Store


@dataclass(frozen=True, slots=True)
class Last:
    """What an edition's last good build stood on, and what each of its steps depended on besides."""

    ground: Facts = field(default_factory=dict)
    steps: Mapping[str, Facts] = field(default_factory=dict)

    def of(self, step: str) -> Facts | None:
        """Return all that a step depended on; None if it was not made."""
        return {**self.steps[step], **self.ground} if step in self.steps else None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build: under which key it is kept, and what the store has of it, if it has it whole."""

    name: str
    key: str
    content: Content | None


@dataclass(slots=True)
class Steps:
    """Looks up the steps of a build and remembers what each depends on.

    ``explain`` is told, a line for each step, whether it was made and why.
    """

    store: Store
    ground: Ground
    last: Last = field(default_factory=Last)
    explain: Callable[[str], object] = str
    inputs: dict[str, Facts] = field(default_factory=dict)

    def look(self, name: str, inputs: Facts) -> Step:
        """Return the step ``name``, which depends on ``inputs`` and on the ground."""
        key = self.key(name, inputs)
        found = self.store.get(key)
        self.tell(name, inputs, reused=found.content is not None, damaged=found.damaged)
        return Step(name, key, found.content)

    def tell(self, name: str, inputs: Facts, *, reused: bool, damaged: bool = False) -> None:
        """Remember and explain a step."""
        last, now = self.last.of(name), {**inputs, **self.ground.facts}
        why = why_reused(last, now) if reused else why_made(last, now, damaged=damaged)
        self.inputs[name] = inputs
        self.explain(f"{'reused' if reused else 'made'}: {name}: {why}")

    def keep(self, step: Step, content: Content) -> None:
        """Keep what a step made."""
        self.store.put(step.key, content)

    def key(self, name: str, inputs: Facts) -> str:
        """Return the key of a step."""
        return digest_of_facts({"step": name, "ground": self.ground.digest, "inputs": digest_of_facts(inputs)})


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its name within it."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def write_tree(content: Content, folder: Path) -> None:
    """Write the files of ``content`` into ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
