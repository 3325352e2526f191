"""What the program is told from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.settings import store_folder


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
