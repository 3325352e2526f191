"""A long run says how far it is, ends at once when it is told to, and gives no report that is not whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aftalegraf import commands, fast, incremental
from aftalegraf.commands import attended
from aftalegraf.engines import FAST, report
from aftalegraf.errors import TooManyError, UsageError
from tests.test_shape_engines import stored, triples

HEAD = "PREFIX ex: <https://example.org/>\nPREFIX sh: <http://www.w3.org/ns/shacl#>\n"
# Pairs by the million: the store is at work for minutes, with no line of Python in between.
ENDLESS = HEAD + (
    'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT $this WHERE { '
    "?a a <https://example.org/C> . ?b a <https://example.org/C> . ?c a <https://example.org/C> . "
    '$this a <https://example.org/C> } GROUP BY $this HAVING (COUNT(?a) > 0 && COUNT(?a) < 3)" ] .'
)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_long_run_says_which_shape_of_how_many(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Not each of them, but where it is every few seconds; a short run says nothing."""
    monkeypatch.setattr(commands, "PAUSE", 0.05)
    shapes = triples("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:Literal .")
    data = stored(triples("ex:a a ex:C ."))

    def slow(tell: incremental.Tell) -> int:
        found = report(data, shapes, FAST, tell)
        signal.sigtimedwait((), 0.2)
        return len(found)

    assert attended(slow, lang) > 0
    word = {"da": "form 1 af 1: https://example.org/S", "en": "shape 1 of 1: https://example.org/S"}[lang]
    assert capsys.readouterr().err == f"aftalegraf: {word}\n"
    monkeypatch.setattr(commands, "PAUSE", 60.0)
    attended(lambda tell: report(data, shapes, FAST, tell), lang)
    assert capsys.readouterr().err == ""


def test_what_goes_wrong_in_a_long_run_is_met_by_the_one_who_waits() -> None:
    """As if it had been done here."""

    def wrong(_: incremental.Tell) -> None:
        raise UsageError("not so")

    with pytest.raises(UsageError, match="not so"):
        attended(wrong, "da")


def test_ctrl_c_ends_a_review_while_the_store_is_at_work(tmp_path: Path) -> None:
    """Within moments, with one line and the exit code that a shell has for it, and nothing on standard output."""
    (tmp_path / "s.ttl").write_text(ENDLESS)
    lines = "".join(f"ex:t{number} a ex:C .\n" for number in range(3000))
    (tmp_path / "d.ttl").write_text(HEAD + lines)
    command = [sys.executable, "-m", "aftalegraf", "validate", "d.ttl", "--shapes", "s.ttl", "--engine", "fast"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True) as running:
        assert running.stderr
        assert running.stderr.readline() == "aftalegraf: form 1 af 1: https://example.org/S\n"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=10)
    assert (running.returncode, out, err) == (130, "", "aftalegraf: afbrudt; intet er skrevet\n")


def test_a_report_that_would_not_be_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More results than a report holds: said with the shape and the number, and none of them left out in silence."""
    shapes = triples("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:Literal .")
    data = stored(triples("ex:a a ex:C . ex:b a ex:C . ex:c a ex:C ."))
    monkeypatch.setattr(fast, "MOST", 3)
    monkeypatch.setattr(incremental, "MOST_FOUND", 3)
    report(data, shapes, FAST)
    monkeypatch.setattr(incremental, "MOST_FOUND", 2)
    with pytest.raises(TooManyError, match=r"^more than 2 things are wrong, more than a report holds; mend"):
        report(data, shapes, FAST)
    monkeypatch.setattr(fast, "MOST", 2)
    with pytest.raises(TooManyError, match=r"^the shape https://example\.org/S finds more than 2 things wrong"):
        report(data, shapes, FAST)
