"""Give each test a world: the project's files, read by all, or a copy of them to spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from aftalegraf.api import create_app
from aftalegraf.assets import FOLDERS, assets
from aftalegraf.review import Report, review
from aftalegraf.world import World, open_world
from tests.asking import Client

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder where graphs are kept in this run, also for the commands that tests start."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AFTALEGRAF_STORE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def world(kept: Path) -> World:
    """The world of the project's own files; nothing can write into it, so that every test reads the same."""
    return open_world(keep=kept)


@pytest.fixture(scope="session")
def reviewed(world: World) -> tuple[Report, ...]:
    """The reviews of the agreements in Danish, as they are told today."""
    return review(world)


@pytest.fixture(scope="session")
def app(world: World) -> FastAPI:
    """The pages and the REST interface over that world; what they have made once, they keep."""
    return create_app(world)


@pytest.fixture
def client(app: FastAPI) -> Client:
    """A browser that asks the app, without a server between them."""
    return Client(app)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a copy of the project's files, free to be changed."""
    for folder in FOLDERS:
        shutil.copytree(assets().root / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def kilder() -> Path:
    """The folder with the source documents, which are not part of the project."""
    folder = SHARED / "kilder"
    if not folder.is_dir():
        pytest.skip("the source documents are not beside the checkout (../shared/kilder); fingerprints were not proved")
    return folder


@pytest.fixture
def edit(files: Path) -> Callable[[str, str, str], Path]:
    """Replace a text that stands once in a copied file."""

    def change(name: str, old: str, new: str) -> Path:
        path = files / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return files

    return change
