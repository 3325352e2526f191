"""Hold what the program is told from outside, read once at the door: flags, then the environment, then a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from aftalegraf.errors import SourceError, UnknownNameError, UsageError

PREFIX: Final = "AFTALEGRAF_"
FILE: Final = f"{PREFIX}SETTINGS"
# What names in the environment that tell of other things begin with.
OTHERS: Final = ("STORE", "SETTINGS", "LONG", "PEERS")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"log": ("all", "slow", "none"), "metrics": ("local", "all", "none")}
LEAST: Final[Mapping[str, float]] = {
    "port": 0, "deadline": 0.1, "at_once": 1, "waiting": 0, "query_time": 0.1, "slow": 0,
    "workers": 1, "cache": 0, "grace": 0, "largest": 1,
}  # fmt: skip
MOST_PORT: Final = 65535


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve. `deadline` is in seconds; `at_once` queries run side by side, `waiting` more may wait.

    `query_time` is how many seconds the queries of one client may take in a minute, `workers` how many processes stand
    ready for queries, and `cache` how many MB of answers to queries are kept, 0 for none. `grace` is how many seconds
    answers under way have when the server stops, and `largest` how many bytes an answer may have. `log` tells which
    requests are written, `slow` from how many seconds on with their query, `metrics` to whom the counts are shown.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    deadline: float = 10.0
    at_once: int = 8
    waiting: int = 64
    query_time: float = 60.0
    workers: int = 4
    cache: int = 64
    grace: int = 10
    largest: int = 1 << 30
    log: str = "all"
    slow: float = 1.0
    metrics: str = "local"

    @property
    def places(self) -> int:
        """How many queries can be under way."""
        return self.at_once + self.waiting


@dataclass(frozen=True, slots=True)
class Told:
    """Settings, and where each of them comes from."""

    settings: Settings
    origins: Mapping[str, str]


_KINDS: Final[Mapping[str, type]] = {field.name: type(field.default) for field in fields(Settings)}


def told(flags: Mapping[str, object], environment: Mapping[str, str], file: Path | None) -> Told:
    """What holds: a flag that is not None, else the environment's AFTALEGRAF_NAME, else the file, else the default.

    Raises SourceError for a file that is none, UnknownNameError for a name that is none, UsageError for a value.
    """
    chosen = file or (Path(environment[FILE]) if environment.get(FILE) else None)
    found: dict[str, object] = {}
    origins = dict.fromkeys(_KINDS, "default")
    given = {name: value for name, value in flags.items() if value is not None}
    for origin, values in (
        (str(chosen), _of_file(chosen) if chosen else {}),
        ("environment", _of_environment(environment)),
        ("flag", given),
    ):
        for name, value in values.items():
            found[name] = _checked(name, value, origin)
            origins[name] = origin
    return Told(Settings(**found), origins)  # type: ignore[arg-type] # each was checked by its kind


def shown(found: Told) -> str:
    """The settings as a file has them, each with where it comes from."""
    lines = []
    for name, origin in found.origins.items():
        value = getattr(found.settings, name)
        text = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else str(value)
        lines.append(f"{f'{name} = {text}':<32} # {origin}\n")
    return "".join(lines)


def _of_file(path: Path) -> Mapping[str, object]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(str(path), None, f"cannot be read: {error.strerror}; give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(str(path), None, f"is no TOML: {error}") from None
    for name in found:
        if name not in _KINDS:
            raise UnknownNameError(f"setting in {path}", name, _KINDS)
    return found


def _of_environment(environment: Mapping[str, str]) -> Mapping[str, object]:
    """The settings that the environment has, numbers read as such; an empty one counts as none."""
    found: dict[str, object] = {}
    for key, value in sorted(environment.items()):
        name = key.removeprefix(PREFIX).lower()
        if not key.startswith(PREFIX) or not value or name.upper().startswith(OTHERS):
            continue
        if name not in _KINDS:
            raise UnknownNameError("variable of the environment", key, [f"{PREFIX}{one.upper()}" for one in _KINDS])
        found[name] = _number(value, _KINDS[name])
    return found


def _number(value: str, kind: type) -> object:
    """A text as a number of a kind; as it is where it is none, which the check then tells."""
    if kind is str:
        return value
    try:
        return int(value) if kind is int else float(value)
    except ValueError:
        return value


def _checked(name: str, value: object, origin: str) -> object:
    """A value that fits its setting. Raises UsageError, with where it comes from, for one that does not."""
    kind = _KINDS[name]
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    where = f"{name} = {value!r} ({origin})"
    if type(value) is not kind:
        raise UsageError(f"{where}: write {'a text' if kind is str else 'a number'}")
    if name in CHOICES and value not in CHOICES[name]:
        raise UsageError(f"{where}: write one of {', '.join(CHOICES[name])}")
    if isinstance(value, int | float) and not value >= LEAST[name]:
        raise UsageError(f"{where}: write {LEAST[name]:g} or more")
    if name == "port" and isinstance(value, int) and value > MOST_PORT:
        raise UsageError(f"{where}: a port is at most {MOST_PORT}")
    return value


def store_folder(environment: Mapping[str, str]) -> Path | None:
    """Where built graphs are kept: AFTALEGRAF_STORE, else the user's folder for such; None when none are to be kept."""
    chosen = environment.get("AFTALEGRAF_STORE", "")
    if chosen:
        return None if chosen == "none" else Path(chosen)
    cache = Path(environment.get("XDG_CACHE_HOME", ""))
    if cache.is_absolute():
        return cache / "aftalegraf"
    home = Path(environment.get("HOME", ""))
    return home / ".cache" / "aftalegraf" if home.is_absolute() else None
