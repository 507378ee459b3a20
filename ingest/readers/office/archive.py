"""The zip archives that Word files are: what was made to do harm is refused before it is unpacked."""

import io
import zipfile

from index.errors import UnreadableDocument

MEBIBYTE = 2**20
# A report full of pictures unpacks to some tens of mebibytes in some hundreds of parts.
LARGEST_UNPACKED = 500 * MEBIBYTE
MOST_PARTS = 10_000


def check_archive(data: bytes, file: str) -> None:
    """Let pass what may be unpacked in memory; nothing of it is ever written to a disk.

    UnreadableDocument: it holds too many parts, or they are too large together (of overlapping ones each
    counts). zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise UnreadableDocument(
            file,
            f"it unpacks to {size // MEBIBYTE} MiB in {len(parts)} parts, and a document may have "
            f"{LARGEST_UNPACKED // MEBIBYTE} MiB in {MOST_PARTS}: save it anew, with smaller pictures",
        )
