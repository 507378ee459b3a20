"""Reads documents in a separate process."""

from collections.abc import Sequence
from typing import Any

from index.errors import UnreadableDocument
from index.scans import ScannedPage
from index.serialization import restored
from index.storage.checked_files import sha256
from ingest.corpus.read_documents import ReadDocument
from ingest.limits import Limits
from ingest.sandbox.document_checks import broken_promises
from ingest.sandbox.process import BrokenPromise, Isolated, Refused


class IsolatedReader(Isolated):
    """Reads one document at a time; use it in a `with` statement, which ends its process."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        super().__init__("document", limits)

    def read(
        self, source_id: str, file: str, data: bytes, scanned: Sequence[ScannedPage] = ()
    ) -> ReadDocument:
        """Does what `ingest.corpus.read_documents.read_document` does, within the limits.

        Raises UnreadableDocument as it does, and if a limit is exceeded, the process dies, or Signpost has a
        fault.
        """

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
