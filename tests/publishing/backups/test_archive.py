"""Archives that are hostile, damaged, cut short or none at all are refused as a whole."""

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import NotBackedUp
from publishing.backups.restore import restore


def rewritten(archive: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """Changes the members of an archive; the manifest stays as it was."""
    with tarfile.open(archive) as tar:
        members = [(member, b"".join(tar.extractfile(member) or ())) for member in tar]
    change(members)
    with tarfile.open(archive, "w:") as tar:
        for member, data in members:
            member.size = len(data) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(data))
    return archive


def hard_link(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type, members[0][0].linkname = tarfile.LNKTYPE, "/etc/passwd"


def symbolic_link(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type, members[0][0].linkname = tarfile.SYMTYPE, "../../elsewhere"


def device(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type = tarfile.CHRTYPE


def twice(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, members[0])


def missing(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del members[0]


def changed(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0] = (members[0][0], bytes(len(members[0][1])))


def without_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop()


def manifest_not_last(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, members.pop())


def foreign_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[-1] = (members[-1][0], b'{"files": []}')


def later_format(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[-1] = (members[-1][0], json.dumps({**json.loads(members[-1][1]), "format": 2}).encode())


def named(name: str) -> Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]:
    """Renames a member, in the manifest too."""

    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        manifest = json.loads(members[-1][1])
        manifest["files"][0]["name"] = members[0][0].name = name
        members[-1] = (members[-1][0], json.dumps(manifest).encode())

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (hard_link, "a link"), (symbolic_link, "a link"), (device, "a device"), (twice, "twice"),
        (missing, "differs from its manifest"), (changed, "differs from its manifest"),
        (without_manifest, "no manifest.json"), (manifest_not_last, "after the manifest"),
        (foreign_manifest, "not one of a Signpost backup"), (later_format, "format 2"),
        (named("../escaped"), "outside"), (named("corpus/../../escaped"), "outside"),
        (named("/escaped"), "outside"), (named("corpus"), "outside"), (named("corpus//x"), "outside"),
        (named("corpus/..\\..\\x"), "outside"), (named("elsewhere/x"), "outside"),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_archive_changes_nothing(
    archive: Path, tmp_path: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None], reason: str
) -> None:
    """This test ensures that an archive is refused as a whole before anything is written."""
    rewritten(archive, change)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotBackedUp, match=f"archive.tar was refused: .*{reason}"):
        restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.9, 0.9999])
def test_an_archive_that_was_cut_short_changes_nothing(archive: Path, tmp_path: Path, share: float) -> None:
    """This test ensures that no part of an archive passes for a whole one, and that no traceback appears."""
    with tarfile.open(archive) as tar:
        last = tar.getmembers()[-1]
    os.truncate(archive, int(share * (last.offset_data + last.size)))
    with pytest.raises(NotBackedUp, match=r"(?i)nothing was restored"):
        restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert not (tmp_path / "index").exists()


def test_a_file_that_is_no_archive_changes_nothing(archive: Path, tmp_path: Path) -> None:
    """This test ensures that other files, and files that are not there, are refused."""
    archive.write_text("a shopping list\n" * 100)
    for file in (archive, tmp_path / "none.tar", tmp_path):
        with pytest.raises(NotBackedUp, match="cannot be read"):
            restore(file, tmp_path / "index", tmp_path / "corpus")
