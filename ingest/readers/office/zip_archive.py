"""Checks the zip archives of office files, and refuses harmful ones before unpacking."""

import io
import zipfile

from index.errors import UnreadableDocument

MEBIBYTE = 2**20
# A report full of pictures unpacks to some tens of mebibytes in some hundreds of parts.
LARGEST_UNPACKED = 500 * MEBIBYTE
MOST_PARTS = 10_000


def check_archive(data: bytes, file: str) -> None:
    """Accepts an archive that can be unpacked in memory; nothing of it is ever written to a disk.

    Raises UnreadableDocument if it contains too many parts or they are too large together (overlapping parts
    each count), and zipfile.BadZipFile if it is not an archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise UnreadableDocument(
            file,
            f"it unpacks to {size // MEBIBYTE} MiB in {len(parts)} parts, but the limits are "
            f"{LARGEST_UNPACKED // MEBIBYTE} MiB and {MOST_PARTS} parts: save it again with smaller pictures",
        )
