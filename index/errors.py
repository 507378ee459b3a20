"""Every error of Signpost. Each message says what is wrong, with which file or value, and what to do.

SignpostError
├── InvalidSetting        an environment variable or option holds a value that cannot be used
├── InvalidCorpus         a mistake in corpus/ (register, notices): names the file, the entry and the key
├── UnreadableDocument    one file holds no text that can be quoted; carries the file and the reason
├── UnsuitableModel       the embedding model is missing, or is not the one it claims to be
├── UnreadableIndex       the index is missing or damaged
│   └── IncompatibleIndex it was made by another format or model
├── BusyIndex             another process is changing the index
├── UnwritableIndex       the index cannot be written to: it stays as it was
├── NotReported           a problem with a passage could not be kept
├── UnknownBuild          no build of this name is kept
├── NotForgotten          a new build would still quote what was removed
├── UnsuitableQuestions   the confidence cannot be fitted from these questions
├── NotFetched            a download was not taken; what is held stays
│   ├── RefusedDownload   its address may not be asked, or what came may not be taken
│   └── FailedDownload    nothing came, for the connection's or the server's fault
├── NoPicture             a page cannot be drawn; carries the reason
├── InvalidQuestion       a question, or a line of a question file, cannot be asked
├── UnknownSource         a source id that the index does not hold
├── NotReady              the page may not be served like this
├── NotAllowed            a person has not the right to do this
├── RefusedUpload         what somebody uploaded is not taken: nothing changes
└── Outdated              what somebody looked at is no longer what is there
"""


class SignpostError(Exception):
    """The base: whatever is raised on purpose. The entrances show its message and exit with 1."""


class InvalidSetting(SignpostError):
    """A setting holds a value that cannot be used."""


class InvalidCorpus(SignpostError):
    """A file that people keep in corpus/ has a mistake in it."""


class UnreadableDocument(SignpostError):
    """A file from which nothing may be quoted.

    file: as it was named. reason: why, and what a person can do about it.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class UnsuitableModel(SignpostError):
    """The embedding model is missing, or is not the one it claims to be."""


class UnreadableIndex(SignpostError):
    """The index is missing or damaged."""


class IncompatibleIndex(UnreadableIndex):
    """The index was made by another format or another model than the one that opens it."""


class BusyIndex(SignpostError):
    """Another process is changing the index."""


class UnwritableIndex(SignpostError):
    """The index cannot be written to (no space, no right to): it stays as it was."""


class NotReported(SignpostError):
    """A problem with a passage could not be kept."""


class UnknownBuild(SignpostError):
    """No build of this name is kept."""


class NotForgotten(SignpostError):
    """A new build would quote a version of a document that it should not hold: it is not published."""


class NotFetched(SignpostError):
    """A download that was not taken. The message is the reason; what is held of the source stays."""


class RefusedDownload(NotFetched):
    """The address may not be asked, or what came may not be taken."""


class FailedDownload(NotFetched):
    """Nothing came: the connection or the server failed."""


class UnsuitableProgram(SignpostError):
    """A program that a task needs is not installed."""


class NoPicture(SignpostError):
    """A page of a document cannot be drawn. The message says why."""


class InvalidQuestion(SignpostError):
    """A question that cannot be asked."""


class UnsuitableQuestions(SignpostError):
    """A question set from which the confidence cannot be fitted."""


class UnknownSource(SignpostError):
    """A source id that the index does not hold."""


class NotReady(SignpostError):
    """The page may not be served like this."""


class NotAllowed(SignpostError):
    """A person has not the right to do this, or not like this."""


class RefusedUpload(SignpostError):
    """What somebody uploaded is not taken; the message is the reason. Nothing changes."""


class Outdated(SignpostError):
    """What somebody looked at, and means to act on, is no longer what is there."""
