"""Every error of Signpost. Each message says what is wrong, in which file or value, and what to do.

SignpostError
├── InvalidSetting        an environment variable or option has a value that cannot be used
├── InvalidCorpus         a mistake in corpus/ (register, notices): names the file, the entry and the key
├── UnreadableDocument    a file has no text that can be quoted; carries the file and the reason
├── UnsuitableModel       the embedding model is missing or is not the published one
├── UnreadableIndex       the index is missing or damaged
│   └── IncompatibleIndex it was made in another format or by another model
├── BusyIndex             another process is changing the index
├── UnwritableIndex       the index cannot be written to; it stays as it was
├── FollowingIndex        the index is a copy of a build in shared storage, so nobody may change it here
├── NotBackedUp           a backup cannot be made or restored; nothing changed
├── NotShared             a build cannot be put into shared storage or used from there; nothing changed
│   └── StorageAway       shared storage does not answer
│       └── NotThere      it answers, but has no file of this name (yet)
├── NotReported           a report of a problem with a passage could not be saved
├── UnknownBuild          no build of this name is kept
├── NotForgotten          a new build would still quote a removed document
├── UnsuitableQuestions   the calibration cannot be fitted to these questions
├── NotFetched            a download was not used; the copy in the corpus stays
│   ├── RefusedDownload   the address or the file is not allowed
│   └── FailedDownload    the connection or the server failed
├── FailedCluster         the machines that should embed cannot be reached, or do not fit
├── UnsuitableProgram     a program that a task needs is not installed
├── NoPicture             a page cannot be drawn; carries the reason
├── TooManyQuestions      more people ask at this moment than can be answered
├── InvalidQuestion       a question, or a line of a question file, cannot be asked
├── UnknownSource         the index has no source with this id
├── NotReady              the web page cannot be served with these settings
├── NotAllowed            the person may not do this
├── RefusedUpload         an uploaded file was refused; nothing changed
└── Outdated              what the person acted on has changed in the meantime
"""


class SignpostError(Exception):
    """The base of every error raised on purpose. The entrances show its message; commands exit with 1."""


class InvalidSetting(SignpostError):
    """A setting has a value that cannot be used."""


class InvalidCorpus(SignpostError):
    """A file that people maintain in corpus/ has a mistake in it."""


class UnreadableDocument(SignpostError):
    """A file that cannot be quoted.

    file: its name as given. reason: why, and what a person can do about it.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class UnsuitableModel(SignpostError):
    """The embedding model is missing or is not the published one."""


class UnreadableIndex(SignpostError):
    """The index is missing or damaged."""


class IncompatibleIndex(UnreadableIndex):
    """The index was made in another format or by another model than the one in use."""


class BusyIndex(SignpostError):
    """Another process is changing the index."""


class UnwritableIndex(SignpostError):
    """The index cannot be written to (disk full, no permission); it stays as it was."""


class FollowingIndex(SignpostError):
    """The index is a copy of a build in shared storage, so nobody may change it here."""


class NotBackedUp(SignpostError):
    """A backup cannot be made or restored. Nothing changed."""


class NotShared(SignpostError):
    """A build cannot be put into shared storage, or used from there. What was there before stays."""


class StorageAway(NotShared):
    """Shared storage does not answer."""


class NotThere(StorageAway):
    """Shared storage answers, but has no file of this name (yet)."""


class NotReported(SignpostError):
    """A report of a problem with a passage could not be saved."""


class UnknownBuild(SignpostError):
    """No build of this name is kept."""


class NotForgotten(SignpostError):
    """A new build would quote a document version that must not be in it, so it is not published."""


class NotFetched(SignpostError):
    """A download was not used. The message is the reason; the copy in the corpus stays."""


class RefusedDownload(NotFetched):
    """The address may not be requested, or the file that came may not be used."""


class FailedDownload(NotFetched):
    """Nothing came, because the connection or the server failed."""


class FailedCluster(SignpostError):
    """The machines that should embed cannot be reached, are lost, or would make other vectors."""


class UnsuitableProgram(SignpostError):
    """A program that a task needs is not installed."""


class NoPicture(SignpostError):
    """A page of a document cannot be drawn. The message says why."""


class InvalidQuestion(SignpostError):
    """A question that cannot be asked."""


class TooManyQuestions(SignpostError):
    """More people ask at this moment than can be answered. Nothing of the question was kept."""

    def __init__(self) -> None:
        super().__init__("Too many people are asking at this moment. Ask again in a few seconds.")


class UnsuitableQuestions(SignpostError):
    """A question set that the calibration cannot be fitted to."""


class UnknownSource(SignpostError):
    """The index has no source with this id."""


class NotReady(SignpostError):
    """The web page cannot be served with these settings."""


class NotAllowed(SignpostError):
    """The person may not do this, or not in this way."""


class RefusedUpload(SignpostError):
    """An uploaded file was refused. The message is the reason; nothing changed."""


class Outdated(SignpostError):
    """What the person saw and wants to act on has changed in the meantime."""
