"""Reads documents in a separate process."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from index.errors import UnreadableDocument
from index.scans import ScannedPage
from index.serialization import restored
from index.storage.checked_files import sha256
from ingest.corpus.read_documents import ReadDocument
from ingest.limits import Limits
from ingest.sandbox.document_checks import broken_promises
from ingest.sandbox.old_word_files import LibreOffice, is_old_word
from ingest.sandbox.process import BrokenPromise, Isolated, Refused


class IsolatedReader(Isolated):
    """Reads one document at a time; use it in a `with` statement, which ends its process."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        super().__init__("document", limits)

    def read(
        self, source_id: str, file: str, data: bytes, scanned: Sequence[ScannedPage] = ()
    ) -> ReadDocument:
        """Does what `ingest.corpus.read_documents.read_document` does, within the limits.

        A Word file from before 2007 is read as LibreOffice saves it as .docx, if that is installed. Raises
        UnreadableDocument as `read_document` does, and if a limit is exceeded, the process dies, or Signpost
        has a fault.
        """
        if not is_old_word(file, data) or not (office := self._office):
            return self._read(source_id, file, data, scanned)
        found = self._read(source_id, f"{file}x", office.as_docx(file, data, self.limits), scanned)
        document = replace(found.document, file=file, sha256=sha256(data))
        told = f"it was made into .docx by {office.name} before it was read"
        return replace(found, document=document, oddities=(*found.oddities, told))

    @cached_property
    def _office(self) -> LibreOffice | None:
        return LibreOffice.installed()

    def _read(self, source_id: str, file: str, data: bytes, scanned: Sequence[ScannedPage]) -> ReadDocument:
        def checked(value: Any) -> ReadDocument:  # noqa: ANN401
            found = restored(ReadDocument, value)
            document = found.document
            asked = (source_id, file, sha256(data), tuple(scanned))
            if (document.source_id, document.file, document.sha256, document.scanned) != asked:
                raise BrokenPromise("its reader answered for another document")
            for broken in broken_promises(found):
                raise BrokenPromise(broken)
            return found

        try:
            return self.done([source_id, file, scanned], data, checked)
        except Refused as refused:
            raise UnreadableDocument(file, refused.reason) from refused
