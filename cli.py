"""The command line: parse, call, print. Every message for people goes to standard error with --json."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assistant.answer import TOP
from assistant.evaluation import evaluate as evaluation_of
from assistant.gold import read_gold
from assistant.holdings import holdings
from assistant.identifying import details_of
from assistant.plain import answer_text, evaluation_text, source_text, where_text
from assistant.question import Question
from assistant.questions import Asked, read_questions
from assistant.record import answer_record, evaluation_record, source_record, where_record
from assistant.whereabouts import where as whereabouts
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.errors import SignpostError
from index.settings import DEFAULT_INDEX, DEFAULT_THRESHOLD, Settings
from publishing.change_page import changes_page
from publishing.change_report import changes_record, changes_text
from publishing.gates import GATES, GateName
from publishing.history import differences, history_record, history_text
from publishing.history import history as history_of
from publishing.history import rollback as roll_back
from publishing.publication import ingest as publish_corpus
from publishing.report import refusal, report_record, report_text
from publishing.verification import verify as verify_build
from publishing.withdrawal import withdraw as withdraw_source
from publishing.withdrawal import withdrawal_record, withdrawal_text
from views.shared import current_assistant

REFUSED = 1
# Done, but for some documents: they could not be read, or not be fetched.
SOME_LEFT = 3

Command = Callable[..., Any]


def common(command: Command) -> Command:
    """The options that every command takes."""
    for option in (
        click.option(
            "--json", "as_json", is_flag=True, help="Print JSON on standard output, nothing else there."
        ),
        click.option("--index", type=click.Path(path_type=Path), help="Folder of the builds [index/built]."),
        click.option("--corpus", type=click.Path(path_type=Path), help="Folder of the corpus [corpus]."),
    ):
        command = option(command)
    return command


threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help=f"Answer at this confidence or more [{DEFAULT_THRESHOLD}].",
)


html_option = click.option(
    "--html", type=click.Path(path_type=Path), help="Write what changed as a web page of its own, too."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="signpost")
def cli() -> None:
    """Ask safeguarding guidance a question and read the guidance's own words, with their source."""


@cli.command()
@common
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--full", is_flag=True, help="Make the build anew, even where nothing changed.")
@html_option
@click.option(
    "--accept",
    type=click.Choice(GATES),
    multiple=True,
    help="Publish although this gate is closed; may be repeated.",
)
@click.option("--why", help="The reason, for the history.")
def ingest(
    paths: tuple[Path, ...],
    corpus: Path | None,
    index: Path | None,
    *,
    as_json: bool,
    dry_run: bool,
    full: bool,
    html: Path | None,
    accept: tuple[GateName, ...],
    why: str | None,
) -> int:
    """Bring the index in line with the corpus, or with the files and folders named, and publish it."""
    settings = Settings.from_env(corpus=corpus, index=index)
    if paths and settings.index == DEFAULT_INDEX:
        raise click.UsageError(
            "files and folders become an index of their own: name its folder with --index, so that it does "
            "not take the place of the corpus's"
        )
    started = time.perf_counter()
    report = publish_corpus(
        settings,
        SentenceTransformerEmbedder.load,
        _bar,
        paths=paths,
        full=full,
        dry_run=dry_run,
        accept=accept,
        why=why,
    )
    seconds = time.perf_counter() - started
    if html and report.changes:
        _write_page(html, changes_page(report.changes, report.gates))
    for warning in report.warnings:
        click.echo(f"note: {warning}", err=True)
    for unreadable in report.documents.unreadable:
        click.echo(f"not read: {unreadable.file}: {unreadable.reason}", err=True)
    if as_json:
        _print_json(report_record(report, seconds))
    else:
        click.echo(report_text(report, seconds, dry_run=dry_run))
    if report.refused:
        click.echo(f"{'note' if dry_run else 'signpost'}: {refusal(report)}", err=True)
        if not dry_run:
            return REFUSED
    return SOME_LEFT if report.documents.unreadable else 0


@cli.command()
@common
@click.argument("question", required=False)
@click.option("--questions", type=click.Path(path_type=Path), help="A JSONL file: one question a line.")
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Only from this source; may be repeated."
)
@click.option(
    "--top", type=click.IntRange(min=1), default=TOP, show_default=True, help="At most so many quotes."
)
@threshold_option
def ask(
    question: str | None,
    corpus: Path | None,
    index: Path | None,
    *,
    as_json: bool,
    questions: Path | None,
    sources: tuple[str, ...],
    top: int,
    threshold: float | None,
) -> None:
    """Answer QUESTION, or the one on standard input for '-', with quotes from the guidance."""
    if (question is None) == (questions is None):
        raise click.UsageError("give a question, '-' for one on standard input, or --questions FILE")
    settings = Settings.from_env(corpus=corpus, index=index, threshold=threshold)
    if questions is not None:
        asked = read_questions(questions)
    else:
        text = sys.stdin.read() if question == "-" else question or ""
        if not text.strip():
            raise click.UsageError("the question is empty")
        Question.of(text)
        asked = (Asked(None, text),)
    assistant = current_assistant(settings)
    for entry in asked:
        answer = assistant.answer(
            entry.question, threshold=settings.threshold, top=top, sources=sources, history=entry.history
        )
        if as_json:
            _print_json(answer_record(answer, entry.id))
        else:
            for detail in details_of(entry.question):
                click.echo(f"note: {detail.message}", err=True)
            click.echo(answer_text(answer))


@cli.command()
@common
@click.argument("topic")
def where(topic: str, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List every section that speaks to TOPIC, by document."""
    if not topic.strip():
        raise click.UsageError("the topic is empty")
    settings = Settings.from_env(corpus=corpus, index=index)
    build = open_current(settings.index)
    found = whereabouts(build, SentenceTransformerEmbedder.load(build.meta.model), topic)
    if as_json:
        _print_json(where_record(topic, found, build.meta.build))
        return
    click.echo(where_text(found))


@cli.command()
@common
def sources(corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List every source: held, registered only or unreadable, with its dates and links."""
    settings = Settings.from_env(corpus=corpus, index=index)
    for holding in holdings(open_current(settings.index)):
        if as_json:
            _print_json(source_record(holding))
        else:
            click.echo(source_text(holding))


@cli.command()
@common
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--dry-run", is_flag=True, help="Say what would be asked; ask nothing, write nothing.")
def fetch(
    ids: tuple[str, ...], corpus: Path | None, index: Path | None, *, as_json: bool, dry_run: bool
) -> int:
    """Download the sources that have a download address, or those with an ID named here."""
    # Imported here: no other command asks the web for anything.
    from ingest.fetch import fetch as fetch_sources
    from ingest.outcomes import outcome_record, outcome_text

    settings = Settings.from_env(corpus=corpus, index=index)
    code = new = 0
    for outcome in fetch_sources(settings.corpus, ids, dry_run=dry_run):
        if as_json:
            _print_json(outcome_record(outcome))
        else:
            click.echo(outcome_text(outcome))
        code = code if outcome.done else SOME_LEFT
        new += outcome.outcome in {"fetched", "replaced"}
    if new:
        click.echo("note: run `signpost ingest` to have what was fetched quoted", err=True)
    return code


@cli.command()
@common
def verify(corpus: Path | None, index: Path | None, *, as_json: bool) -> int:
    """Prove every passage of the current build against the kept originals."""
    settings = Settings.from_env(corpus=corpus, index=index)
    result = verify_build(settings.index, settings.corpus)
    if as_json:
        _print_json({**asdict(result), "proven": result.proven})
    else:
        for name in result.stale:
            click.echo(f"stale: {name} differs from the build: run `signpost ingest`")
        for entry in result.problems:
            click.echo(f"NOT PROVEN: {entry.source_id or 'the build'} ({entry.file}): {entry.problem}")
        if result.proven:
            click.echo(f"Proven: {result.passages} passages of {result.documents} documents.")
    return 0 if result.proven else 1


@cli.command()
@common
def history(corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List what was published, the newest first, and which builds are kept."""
    settings = Settings.from_env(corpus=corpus, index=index)
    for entry in history_of(settings.index, settings.keep):
        if as_json:
            _print_json(history_record(entry))
        else:
            click.echo(history_text(entry))


@cli.command()
@common
@click.argument("builds", nargs=-1, metavar="[OLD NEW]")
@html_option
def diff(
    builds: tuple[str, ...], corpus: Path | None, index: Path | None, *, as_json: bool, html: Path | None
) -> None:
    """Tell what changed from one kept build to another, or from the one before to the current one."""
    if len(builds) not in {0, 2}:
        raise click.UsageError("name two builds, the old and the new one, or none")
    settings = Settings.from_env(corpus=corpus, index=index)
    changes = differences(settings.index, settings.keep, *builds)
    if html:
        _write_page(html, changes_page(changes))
    if as_json:
        _print_json(changes_record(changes))
    else:
        click.echo(changes_text(changes))


@cli.command()
@common
@click.argument("build")
def rollback(build: str, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """Make a kept BUILD, named by its name or how that begins, the current one again."""
    settings = Settings.from_env(corpus=corpus, index=index)
    publication = roll_back(settings.index, build, settings.keep, SentenceTransformerEmbedder.load, _bar)
    if as_json:
        _print_json({"build": publication.build, "before": publication.before, "number": publication.number})
    else:
        click.echo(
            f"Build {publication.build} is current again; before it was {publication.before}. The next "
            "`signpost ingest` brings the index in line with the corpus as it is then."
        )


@cli.command()
@common
@click.argument("source_id", metavar="ID")
@click.option("--why", required=True, help="The reason, for the history.")
def withdraw(source_id: str, corpus: Path | None, index: Path | None, *, as_json: bool, why: str) -> int:
    """Take every version of the source ID out of every kept build and the kept originals, for good."""
    if not why.strip():
        raise click.UsageError("give the reason with --why: it stays in the history")
    settings = Settings.from_env(corpus=corpus, index=index)
    done = withdraw_source(
        settings.index,
        settings.corpus,
        source_id,
        why.strip(),
        SentenceTransformerEmbedder.load,
        _bar,
        keep=settings.keep,
    )
    if as_json:
        _print_json(withdrawal_record(done))
    else:
        click.echo(withdrawal_text(done))
    return SOME_LEFT if done.left else 0


@cli.command()
@common
@click.argument("questions", type=click.Path(path_type=Path))
@threshold_option
def evaluate(
    questions: Path, corpus: Path | None, index: Path | None, *, as_json: bool, threshold: float | None
) -> None:
    """Tell how well the current build answers QUESTIONS, a JSONL file with the words that are right."""
    settings = Settings.from_env(corpus=corpus, index=index, threshold=threshold)
    gold = read_gold(questions)
    evaluation = evaluation_of(current_assistant(settings), gold, settings.threshold)
    if as_json:
        _print_json(evaluation_record(evaluation))
    else:
        click.echo(evaluation_text(evaluation))


@cli.command()
@common
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help="The port to serve on."
)
def serve(corpus: Path | None, index: Path | None, *, as_json: bool, address: str, port: int) -> None:
    """Serve the web page."""
    # Imported here: no other command needs the web server.
    from views.server import serve_page

    settings = Settings.from_env(corpus=corpus, index=index)

    def announce(address: str, port: int) -> None:
        host = f"[{address}]" if ":" in address else address
        url = f"http://{host}:{port}"
        if as_json:
            _print_json({"url": url})
        else:
            click.echo(f"Signpost is running on {url} (stop it with Ctrl+C)")

    serve_page(settings, address, port, announce)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 an error, 2 wrong usage, 3 some documents not read or fetched."""
    try:
        sys.exit(cli.main(arguments, standalone_mode=False) or 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SignpostError as error:
        click.echo(f"signpost: {error}", err=True)
        sys.exit(1)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Any]:
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}): name another file") from error


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
