"""Say where something is wrong, what is wrong and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_FEW = 12
_HANDFUL = 5


class AftalegrafError(Exception):
    """A problem that the user can act on. `exit_code` is what a command ends with."""

    exit_code = 2


class SourceError(AftalegrafError):
    """A file that cannot be used. `line` counts from 1; None concerns the whole file."""

    def __init__(self, path: str, line: int | None, message: str) -> None:
        self.path, self.line, self.message = path, line, message
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {message}")


class SourceErrors(AftalegrafError):
    """All that was found wrong in one pass over the files, in the order of the files."""

    def __init__(self, errors: Iterable[SourceError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda e: (e.path, e.line or 0, e.message)))
        shown = "\n".join(f"  {error}" for error in self.errors)
        super().__init__(f"{len(self.errors)} problem(s); nothing was built:\n{shown}")


class CellError(SourceError):
    """Something wrong in a form. `place` tells the sheet and cell, or the line, as its reader knows it."""

    def __init__(self, path: str, place: str, message: str) -> None:
        super().__init__(f"{path}, {place}", None, message)
        self.place = place


class FormErrors(AftalegrafError):
    """All that was found wrong in a form, in its order."""

    def __init__(self, errors: Iterable[CellError], language: str = "da") -> None:
        self.errors = tuple(errors)
        shown = "\n".join(f"  {error}" for error in self.errors)
        said = (
            "problem(s) in the form; nothing was reviewed"
            if language == "en"
            else "problem(er) i formularen; intet er gennemgået"
        )
        super().__init__(f"{len(self.errors)} {said}:\n{shown}")


class UnknownNameError(AftalegrafError):
    """A name that nothing answers to, with the nearest that something does: those given, else the most like it.

    Where none is like it and there are few, or there is but a handful, `nearest` holds them all, the best first.
    """

    def __init__(self, what: str, name: str, known: Iterable[str], near: Iterable[str] = ()) -> None:
        names = tuple(known)
        alike = tuple(near) or nearest(name, names)
        self.what, self.name = what, name
        every = names if len(names) <= (_HANDFUL if alike else _FEW) else ()
        self.nearest = tuple(dict.fromkeys((*alike, *every)))
        hint = f" {'Nearest' if alike else 'Use one of'}: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"unknown {what} '{name}'.{hint}")


class EndedError(AftalegrafError):
    """Something that earlier versions of the data had and this one has not.

    `why` is a sentence by language; `replaced_by` holds the IRIs of what is there instead, () for nothing.
    """

    def __init__(self, label: str, day: str, why: Mapping[str, str], replaced_by: tuple[str, ...]) -> None:
        self.label, self.day, self.why, self.replaced_by = label, day, why, replaced_by
        instead = f" It is replaced by {', '.join(replaced_by)}." if replaced_by else " Nothing replaces it."
        super().__init__(f"'{label}' was here until {day}. {why['en']}{instead}")


class UsageError(AftalegrafError):
    """Options or parameters that do not fit together.

    `danish` tells a reader of the pages the same, and `names` what can be meant by `text`; empty where no page asks.
    """

    def __init__(self, message: str, danish: str = "", names: Iterable[str] = (), text: str = "") -> None:
        self.danish, self.names, self.text = danish, tuple(names), text
        super().__init__(message)


class QueryError(AftalegrafError):
    """A query that cannot be read or is not allowed. `line` and `column` count from 1."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column, self.message = line, column, message
        where = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{where}{message}")


class RefusedError(QueryError):
    """A query that is not answered.

    `reason` is size, depth, patterns, service, update, graph, no-graph,
    characters or unsupported.
    """

    def __init__(self, reason: str, message: str, line: int | None = None, column: int | None = None) -> None:
        self.reason = reason
        super().__init__(message, line, column)


class DeadlineError(AftalegrafError):
    """A query that was stopped because its time was up. `seconds` is the limit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"the query was stopped after {seconds:g} s; ask for less (LIMIT, fewer patterns) or raise the deadline"
        )


class BusyError(AftalegrafError):
    """A query that was not begun because too many wait already. `seconds` is when to try again."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"too many queries wait already; try again in {seconds:g} s")


class SpentError(AftalegrafError):
    """A query that is not answered because its client has had its share, `why`. `seconds` is when to try again."""

    def __init__(self, seconds: float, why: str = "queries from your address have had their time") -> None:
        self.seconds = seconds
        super().__init__(f"{why}; try again in {seconds:.0f} s")


class EngineError(AftalegrafError):
    """A query that the engine gave up on, for instance for lack of memory."""


class BrokenError(EngineError):
    """A query whose process ended before it answered."""


class RemoteError(EngineError):
    """A server on another machine that does not answer as it should: its address, what is wrong and what to do."""


class LackingError(RemoteError):
    """A server that answers and does not hold the project's data, or a part only."""


class ShapeRefusedError(EngineError):
    """A shape that the fast engine does not take: another engine must test it. `shape` is its name."""

    def __init__(self, shape: str, why: str) -> None:
        self.shape, self.why = shape, why
        super().__init__(f"the fast engine does not take the shape {shape}: {why}; use the reference engine")


class TooManyError(AftalegrafError):
    """More findings than a report can hold: it would not be whole, so there is none."""

    def __init__(self, shape: str, most: int) -> None:
        told = (
            f"the shape {shape} finds more than {most} things wrong" if shape else f"more than {most} things are wrong"
        )
        super().__init__(f"{told}, more than a report holds; mend what is wrong the same way everywhere, or give less")


class PortInUseError(AftalegrafError):
    """The address that a server was asked to listen on is taken or not ours."""


class NotServedError(AftalegrafError):
    """A server that cannot begin, because its data cannot be read."""


class NotReloadedError(AftalegrafError):
    """A server that goes on with the data it has, or that is not there."""


def nearest(name: str, known: Iterable[str], most: int = 3, cutoff: float = 0.4) -> tuple[str, ...]:
    """The known names most like `name`, best first, of those at least `cutoff` like it (0-1); case is not looked at."""
    by_fold = {item.casefold(): item for item in known}
    found = difflib.get_close_matches(name.casefold(), list(by_fold), n=most, cutoff=cutoff)
    return tuple(by_fold[item] for item in found)
