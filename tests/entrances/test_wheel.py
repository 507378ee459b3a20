"""The wheel: what it holds, and that it works in an environment that knows nothing of the checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from chromium import BOX, serving
from parts import ROOT
from visits import drawn, visit

from index.embedding.embedding_models import SMALL
from ingest.build import reading_fingerprint

PACKAGES = ("assistant", "index", "ingest", "publishing", "views")
# Needed to build a wheel or to write a document in the checkout, not to run what was installed.
FOR_THE_CHECKOUT = {"reference.py", "setup.py"}
STAYS = (".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", "artefacts", "results", "build", "built")
# An empty PYTHONPATH counts as none.
ALONE = {"PYTHONPATH": "", "SIGNPOST_MODEL": SMALL}
POOL = """# The swimming pool

## Opening hours

The pool opens at seven in the morning on weekdays and closes at nine in the evening.
"""


def process(command: Sequence[object], cwd: Path) -> str:
    """Runs a command away from the checkout; returns its output."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**os.environ, **ALONE}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Returns the source archive of the checkout, and the wheel made from that archive alone."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=shutil.ignore_patterns(*STAYS))
    made = folder / "checkout/index/built/builds/one"
    made.mkdir(parents=True)
    (made / "meta.json").write_text("{}")
    build = f"from setuptools import build_meta; build_meta.build_{{}}({str(folder)!r})"
    process([sys.executable, "-c", build.format("sdist")], cwd=folder / "checkout")
    source = next(folder.glob("*.tar.gz"))
    with tarfile.open(source) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    process([sys.executable, "-c", build.format("wheel")], cwd=next((folder / "unpacked").iterdir()))
    return source, next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a fresh environment with the wheel. Its dependencies are those of this environment."""
    environment = tmp_path_factory.mktemp("installed")
    process([sys.executable, "-m", "venv", "--without-pip", environment], cwd=environment)
    # This line makes packages importable, but follows none of their own lines, such as one to the checkout.
    (top_of(environment) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", environment / "bin/python", "install"]
    process([*pip, "--no-index", "--no-deps", built[1]], cwd=environment)
    return environment


def top_of(environment: Path) -> Path:
    return next(environment.glob("lib/python*/site-packages"))


def test_the_archives_hold_all_that_runs_and_nothing_else(built: tuple[Path, Path]) -> None:
    """This test ensures that the wheel holds every module and data file, and no test or built data."""
    folders = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    held = {str(path.relative_to(ROOT)) for path in [*folders, *ROOT.glob("*.py")]} - FOR_THE_CHECKOUT
    held = {path for path in held if "__pycache__" not in path and not path.startswith("index/built/")}
    expected = held - {"signpost.py"} | {"__init__.py", ".streamlit/config.toml"}

    with zipfile.ZipFile(built[1]) as wheel:
        names = wheel.namelist()
    assert {name.removeprefix("signpost/") for name in names if name.startswith("signpost/")} == expected
    assert {name.split("/")[0] for name in names} == {
        "signpost",
        built[1].name.split("-py3")[0] + ".dist-info",
    }

    with tarfile.open(built[0]) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    folders_held = {top for top in tops if (ROOT / top).is_dir() and not top.endswith(".egg-info")}
    assert folders_held == {*PACKAGES, ".streamlit"}


def test_an_installation_takes_one_name(installed: Path) -> None:
    """This test ensures that nothing of ours can clash, and that a wheel reads as the checkout does."""
    names = [*PACKAGES, "app", "cli", "tests", "corpus"]
    code = (
        f"from importlib.util import find_spec; print([name for name in {names} if find_spec(name)]);"
        "import signpost; from ingest.build import reading_fingerprint; print(reading_fingerprint())"
    )
    found = process([installed / "bin/python", "-c", code], cwd=installed).split()
    assert found == ["[]", reading_fingerprint()]
    top = sorted(path.name for path in top_of(installed).iterdir())
    assert [name.rpartition(".")[2] for name in top] == ["pth", "signpost", "dist-info"]


@pytest.mark.model
def test_a_wheel_ingests_answers_and_serves(installed: Path, tmp_path: Path) -> None:
    """This test ensures that an installation works from any folder, with its reader, page and settings."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/pool.md").write_text(POOL)
    (tmp_path / "corpus").mkdir()
    shutil.copy(ROOT / "corpus/notices.toml", tmp_path / "corpus")
    signpost, index = installed / "bin/signpost", tmp_path / "built"
    process([signpost, "ingest", "papers", "--index", index], cwd=tmp_path)

    with serving(index, tmp_path / "corpus", ready=False, signpost=signpost, **ALONE) as server:
        answer = process([signpost, "ask", "When does the pool open?", "--index", index], cwd=tmp_path)
        assert "“The pool opens at seven in the morning on weekdays" in answer
        with urllib.request.urlopen(f"{server.url}/ready", timeout=60) as response:
            assert response.read().startswith(b"ready: build ")
        with urllib.request.urlopen(server.url, timeout=60) as response:
            assert b'<html lang="en-GB">' in response.read()
        # Without our settings Streamlit names its own hosts here.
        with urllib.request.urlopen(f"{server.url}/_stcore/host-config", timeout=60) as response:
            assert b'"allowedOrigins":[]' in response.read()
        with visit(server.url) as page:
            assert BOX in drawn(page)
