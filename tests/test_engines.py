"""The servers of other makers: what is not here is said to be absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import KINDS, AbsentError, running, versions


def test_a_server_that_is_not_here_says_how_it_is_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder of peers and an empty PATH leave no server, and each says what to do."""
    monkeypatch.setenv("AFTALEGRAF_PEERS", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dict(versions()) == {
        "fuseki": "absent: there is no Fuseki; run `make peers` (it needs Maven)",
        "virtuoso": "absent: there is no virtuoso-t; Debian has it in virtuoso-opensource-7-bin",
        "oxigraph": "absent: there is no oxigraph program; run `make peers`",
        "rdflib-endpoint": "absent: there is no rdflib-endpoint; run `make peers`",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_absent_server_does_not_run(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for it is told, and does not go on without."""
    monkeypatch.setenv("AFTALEGRAF_PEERS", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AbsentError), running(kind):
        pass
