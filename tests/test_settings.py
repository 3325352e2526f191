"""What the program is told from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.errors import AftalegrafError, SourceError, UnknownNameError, UsageError
from aftalegraf.settings import Settings, shown, store_folder, told


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"AFTALEGRAF_STORE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, Path("/a")),
        ({"AFTALEGRAF_STORE": "", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, Path("/b/aftalegraf")),
        ({"XDG_CACHE_HOME": "not/absolute", "HOME": "/c"}, Path("/c/.cache/aftalegraf")),
        ({"HOME": "/c"}, Path("/c/.cache/aftalegraf")),
        ({"AFTALEGRAF_STORE": "none", "HOME": "/c"}, None),
        ({}, None),
    ],
)
def test_the_folder_of_kept_graphs_is_the_one_chosen_else_the_users(
    environment: dict[str, str], folder: Path | None
) -> None:
    """`none` keeps nothing, and so does a user without a home."""
    assert store_folder(environment) == folder


def written(folder: Path, text: str) -> Path:
    """A file of settings."""
    path = folder / "a.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_flag_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    """One precedence for every setting, and it is told where each comes from."""
    file = written(tmp_path, 'port = 1\ndeadline = 2\nslow = 0.5\nbase_url = "https://a.example"\n')
    found = told({"port": 3, "host": None}, {"AFTALEGRAF_PORT": "2", "AFTALEGRAF_SLOW": "0.25", "PORT": "9"}, file)
    assert found.settings == Settings(port=3, deadline=2.0, slow=0.25, base_url="https://a.example")
    expected = {"port": "flag", "slow": "environment", "deadline": str(file), "base_url": str(file), "host": "default"}
    assert {name: found.origins[name] for name in expected} == expected
    assert told({}, {}, None).settings == Settings()


def test_what_is_shown_is_a_file_of_settings(tmp_path: Path) -> None:
    """Read again it gives the same."""
    found = told({"base_url": 'https://a.example/"b"', "log": "slow", "port": 80}, {}, None)
    text = shown(found)
    assert "port = 80                        # flag\n" in text
    assert told({}, {}, written(tmp_path, text)).settings == found.settings


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    """AFTALEGRAF_SETTINGS; the option goes before it. What else begins so, or is empty, is left alone."""
    environment = {"AFTALEGRAF_SETTINGS": str(written(tmp_path, "port = 7")), "AFTALEGRAF_STORE": "/x"}
    environment["AFTALEGRAF_PEERS"] = "/y"
    assert told({}, {**environment, "AFTALEGRAF_PORT": ""}, None).settings.port == 7


@pytest.mark.parametrize(
    ("text", "environment", "kind", "said"),
    [
        ("prot = 1", {}, UnknownNameError, "unknown setting in .* 'prot'. Nearest: port"),
        ("", {"AFTALEGRAF_PROT": "1"}, UnknownNameError, "'AFTALEGRAF_PROT'. Nearest: AFTALEGRAF_PORT"),
        ("port = ", {}, SourceError, "a.toml: is no TOML"),
        ('port = "80"', {}, UsageError, "port = '80' .*a.toml.: write a number"),
        ("port = 1.5", {}, UsageError, "write a number"),
        ("deadline = true", {}, UsageError, "write a number"),
        ("host = 1", {}, UsageError, "write a text"),
        ("port = 65536", {}, UsageError, "a port is at most 65535"),
        ("deadline = 0", {}, UsageError, "write 0.1 or more"),
        ("deadline = nan", {}, UsageError, "write 0.1 or more"),
        ('log = "some"', {}, UsageError, "log = 'some' .* write one of all, slow, none"),
        ("", {"AFTALEGRAF_WORKERS": "many"}, UsageError, "workers = 'many' .environment.: write a number"),
    ],
)
def test_what_is_no_setting_is_refused_with_what_to_write(
    tmp_path: Path, text: str, environment: dict[str, str], kind: type[AftalegrafError], said: str
) -> None:
    """A name with the nearest, a value with where it comes from."""
    with pytest.raises(kind, match=said):
        told({}, environment, written(tmp_path, text))


def test_a_file_that_is_not_there_is_told() -> None:
    """And never passed over in silence."""
    with pytest.raises(SourceError, match=r"nowhere\.toml: cannot be read: No such file"):
        told({}, {}, Path("nowhere.toml"))
