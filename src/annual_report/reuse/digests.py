"""The content of files as SHA-256: the only thing by which anything is ever taken to be the same.

Every file is read each time. To remember digests by size and time would be quicker, and wrong: a file can change and
keep both.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annual_report.errors import InputError
from annual_report.opening import AbsentFileError, UnusableFileError, open_input

#: What depends on something: its name, and the digest of its content or its value.
Facts = Mapping[str, str]

#: The digest of a file that is not there.
ABSENT = "absent"
_LEFTOVERS = (".", "__pycache__")


def digest_of(content: bytes) -> str:
    """Return the digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(file: Path) -> str:
    """Return the digest of a file's content, or ``ABSENT``. Raises UnusableFileError if it is no plain file."""
    if file.is_dir():
        return ABSENT
    try:
        with open_input(file) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except AbsentFileError:
        return ABSENT


def digest_of_names(folder: Path) -> str:
    """Return the digest of the names in a folder, or ``ABSENT``."""
    if not folder.is_dir():
        return ABSENT
    names = sorted(path.name for path in folder.iterdir() if not is_leftover(path.name))
    return digest_of(json.dumps(names).encode())


def digest_of_facts(facts: Facts) -> str:
    """Return one digest of many."""
    return digest_of(json.dumps(facts, sort_keys=True).encode())


def digests_of(files: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the digest of each file by its name within ``root``; its whole path where it lies elsewhere.

    Raises:
        UnusableFileError: if one is no plain file, or a link that leads nowhere.
    """
    return {name_within(file, root): _digest_within(file, root) for file in sorted(files)}


def _digest_within(file: Path, root: Path) -> str:
    try:
        return digest_of_file(file)
    except UnusableFileError as error:
        raise error.named(name_within(file, root)) from error


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, without what is hidden and what an editor or Python leaves behind.

    Raises:
        InputError: if a link leads nowhere, or to a folder that it lies in.
    """
    yield from _files_under(folder, ())


def _files_under(folder: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files below a folder. ``above`` are the folders by way of which it was come to, as they really are."""
    within = (*above, folder.resolve())
    for path in folder.iterdir() if folder.is_dir() else ():
        if is_leftover(path.name):
            continue
        if path.is_symlink():
            _require_sound(path, within)
        if path.is_dir():
            yield from _files_under(path, within)
        else:
            yield path


def _require_sound(link: Path, within: tuple[Path, ...]) -> None:
    """Check that a link leads to something, and not to a folder that it lies in, by way of whatever other links.

    Raises:
        InputError: if not.
    """
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to each other
        raise InputError(
            f"{link}: is a link to {link.readlink()}, which is not there. Mend the link, or remove it"
        ) from error
    if any(folder.is_relative_to(target) for folder in within):
        raise InputError(f"{link}: is a link to {link.readlink()}, a folder that it lies in. Remove the link")


def is_leftover(name: str) -> bool:
    """Say whether a file or folder of this name is nobody's source."""
    return name.startswith(_LEFTOVERS) or name.endswith("~")


def name_within(file: Path, root: Path) -> str:
    """Return how a file is named to a person."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
