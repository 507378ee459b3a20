"""Office files as packages of parts: their contents, and the relations between parts."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from lxml import etree

from index.errors import UnreadableDocument
from ingest.readers.office.zip_archive import check_archive

# Raised when reading a malformed package: by zip, by XML and by the numbers in it.
MALFORMED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError,
             OverflowError, EOFError, NotImplementedError)  # fmt: skip
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Element = Any


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part. kind: the last word of its type. target: a part's name, or an outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """An open office file; use it in a `with` statement.

    Raises UnreadableDocument if it would unpack to too much, zipfile.BadZipFile if it is not an archive.
    """

    def __init__(self, data: bytes, file: str) -> None:
        check_archive(data, file)
        self._archive = zipfile.ZipFile(io.BytesIO(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def xml(self, name: str) -> Element:
        """Returns a part's markup. Raises KeyError if it is missing, ValueError if it needs a password."""
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise ValueError("it opens only with a password")
        return etree.fromstring(self._archive.read(info), etree.XMLParser(resolve_entities=False))

    def data(self, name: str) -> bytes:
        """Returns a part's bytes; empty if it is missing."""
        return self._archive.read(name) if self.has(name) else b""

    def has(self, name: str) -> bool:
        """Returns whether there is such a part."""
        return name in self._archive.NameToInfo

    def relations(self, name: str) -> dict[str, Relation]:
        """Returns the relations of a part, by the ids that it uses."""
        folder, last = posixpath.split(name)
        listing = f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"
        if not self.has(listing):
            return {}
        found = {}
        for entry in self.xml(listing).iter(RELATIONSHIP):
            target, outside = entry.get("Target") or "", entry.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (entry.get("Type") or "").rsplit("/", 1)[-1]
            found[entry.get("Id") or ""] = Relation(kind, target, outside)
        return found

    def title(self) -> str | None:
        """Returns the title among its properties; None if there is none."""
        for name in ("docProps/core.xml", "meta.xml"):
            if self.has(name):
                found = next(self.xml(name).iter("{http://purl.org/dc/elements/1.1/}title"), None)
                return None if found is None else str(found.text or "")
        return None


def damaged(file: str, what: str, error: Exception) -> UnreadableDocument:
    """Returns the error for a package that cannot be read."""
    return UnreadableDocument(
        file, f"it is damaged and cannot be opened as {what} ({error}): get another copy"
    )
