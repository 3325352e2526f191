"""Compare two reviews: which findings are new, which are gone, which are the same, which have changed kind."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from aftalegraf.errors import SourceError, UsageError
from aftalegraf.report_data import as_data as review_data
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Report
from aftalegraf.world import World

EXCUSED: Final = "begrundetUndtagelse"
GONE: Final = "ikkeProevet"  # it was tested in one of the two only
_KINDS: Final = (MET, NOT_MET, UNDECIDED)
_WIDTH: Final = 100
_TEXTS: Final = {
    "da": {
        "title": "Sammenlignet med den forrige gennemgang",
        "new": "Nye bemærkninger", "gone": "Bemærkninger, der er væk", "changed": "Bemærkninger, der er blevet andet",
        "same": "De samme bemærkninger", "none": "ingen", "was": "før", "now": "nu",
        "profile": "De to gennemgange holder aftalen op mod forskellige regler eller dage: {}.",
        MET: "opfyldt", NOT_MET: "ikke opfyldt", UNDECIDED: "kan ikke afgøres", EXCUSED: "begrundet undtagelse",
        GONE: "ikke prøvet",
    },
    "en": {
        "title": "Compared with the earlier review",
        "new": "New findings", "gone": "Findings that are gone", "changed": "Findings that have changed kind",
        "same": "The same findings", "none": "none", "was": "was", "now": "now",
        "profile": "The two reviews hold the agreement against different rules or days: {}.",
        MET: "met", NOT_MET: "not met", UNDECIDED: "cannot be decided", EXCUSED: "reasoned exemption",
        GONE: "not tested",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding in two reviews: the rule, the thing, and the outcome in each.

    An outcome is opfyldt, ikkeOpfyldt, kanIkkeAfgoeres, begrundetUndtagelse or ikkeProevet.
    """

    agreement: str
    rule: str
    title: str
    focus: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reviews say of the same agreements; `profiles` tells of those held against other rules or days."""

    new: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    same: tuple[Difference, ...]
    profiles: tuple[str, ...]


def read_report(path: Path) -> list[Mapping[str, Any]]:
    """The reviews that `aftalegraf validate --format json` wrote. Raises SourceError for a file that is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(str(path), None, f"cannot be read: {error.strerror}; check the path") from None
    except (ValueError, RecursionError) as error:
        raise SourceError(str(path), None, f"is not JSON ({error}); {_ADVICE}") from None
    if not isinstance(found, list) or not found or not all(_is_report(item) for item in found):
        raise SourceError(str(path), None, f"holds no review; {_ADVICE}")
    return found


_ADVICE: Final = "give the file that `aftalegraf validate --format json -o FILE` wrote"


def earlier_review(path: Path, form: str) -> list[Mapping[str, Any]]:
    """The earlier review to compare with. Raises UsageError for a format that a comparison has not, else as above."""
    if form not in ("text", "json"):
        raise UsageError(f"--compare writes text or json, not {form}; choose one of them with --format")
    return read_report(path)


def since(
    earlier: Iterable[Mapping[str, Any]], world: World, reports: Iterable[Report], form: str, language: str = "da"
) -> bytes:
    """What has happened since an earlier review, as text or json."""
    found = compare(earlier, review_data(world, reports, language))
    told = (
        json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n" if form == "json" else as_text(found, language)
    )
    return told.encode()


def compare(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Comparison:
    """The findings of two reviews, as they are written as JSON, by agreement, rule and thing."""
    first, second = list(before), list(after)
    old, new = _results(first), _results(second)
    found = [
        Difference(*key[:2], *told[:1], key[2], *told[1:], _kind(old.get(key)), _kind(new.get(key)))
        for key in dict.fromkeys((*new, *old))
        if (told := _told(new.get(key) or old[key]))
    ]
    quiet = (MET, GONE)
    return Comparison(
        new=tuple(d for d in found if d.before in quiet and d.after not in quiet),
        gone=tuple(d for d in found if d.before not in quiet and d.after in quiet),
        changed=tuple(d for d in found if d.before != d.after and not {d.before, d.after} & set(quiet)),
        same=tuple(d for d in found if d.before == d.after and d.after not in quiet),
        profiles=_profiles(first, second),
    )


def as_data(found: Comparison) -> dict[str, Any]:
    """A comparison as plain data."""
    return asdict(found)


def as_text(found: Comparison, language: str = "da") -> str:
    """A comparison as lines for a terminal."""
    texts = _TEXTS[language]
    lines = [texts["title"], "=" * len(texts["title"])]
    lines += [texts["profile"].format(label) for label in found.profiles]
    for name in ("new", "gone", "changed", "same"):
        several: tuple[Difference, ...] = getattr(found, name)
        lines += ["", f"{texts[name]} ({len(several)})"]
        lines += [line for one in several for line in _lines(one, language)] or [f"  {texts['none']}"]
    return "\n".join(lines) + "\n"


def _lines(one: Difference, language: str) -> list[str]:
    texts = _TEXTS[language]
    told = f"{texts['was']} {texts[one.before]}, {texts['now']} {texts[one.after]}"
    if one.before == one.after:
        told = texts[one.after]
    return textwrap.wrap(
        f"{one.rule} {one.title}: {one.label} [{told}]",
        _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False,
    )  # fmt: skip


def _is_report(item: object) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("results"), list):
        return False
    return (
        isinstance(item.get("agreement"), dict) and "id" in item["agreement"] and all(map(_is_result, item["results"]))
    )


def _is_result(item: object) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("focus"), dict):
        return False
    texts = (item.get("rule"), item.get("title"), item["focus"].get("id"), item["focus"].get("label"))
    return all(isinstance(text, str) for text in texts) and item.get("outcome") in _KINDS


def _results(reports: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    return {
        (report["agreement"]["id"], result["rule"], result["focus"]["id"]): result
        for report in reports
        for result in report["results"]
    }


def _told(result: Mapping[str, Any]) -> tuple[str, str]:
    return result["title"], result["focus"]["label"]


def _kind(result: Mapping[str, Any] | None) -> str:
    if result is None:
        return GONE
    exemption = result.get("exemption")
    covered = isinstance(exemption, dict) and not exemption.get("expired")
    return EXCUSED if covered and result["outcome"] != MET else str(result["outcome"])


def _profiles(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    old = {report["agreement"]["id"]: report.get("profile") for report in before}
    return tuple(
        str(report["agreement"].get("label", ""))
        for report in after
        if old.get(report["agreement"]["id"], report.get("profile")) != report.get("profile")
    )
