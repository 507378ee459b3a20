"""The commands for maintainers: publish the guidance, verify it, and go back to earlier builds."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.errors import UnsuitableProgram
from index.settings import DEFAULT_INDEX, Settings
from index.storage.builds import no_index
from ingest.corpus.register import REGISTER
from ingest.limits import give_way
from publishing.builds.history import differences, history_record, history_text
from publishing.builds.history import history as history_of
from publishing.builds.history import rollback as roll_back
from publishing.builds.publication import ingest as publish_corpus
from publishing.builds.report import refusal, report_record, report_text
from publishing.builds.verification import verify as verify_build
from publishing.builds.withdrawal import withdraw as withdraw_source
from publishing.builds.withdrawal import withdrawal_record, withdrawal_text
from publishing.changes.as_page import changes_page
from publishing.changes.as_text import changes_record, changes_text
from publishing.embedding.chunks import EmbedChunks, embed_here
from publishing.gates.gates import GATES, GateName
from terminal import common, print_json, progress_bar

REFUSED = 1
# Done, except for some documents that could not be read or fetched.
SOME_LEFT = 3

html_option = click.option(
    "--html", type=click.Path(path_type=Path), help="Also write the changes to this file, as a web page."
)


@click.command()
@common
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")
@click.option("--full", is_flag=True, help="Rebuild everything, even if nothing changed.")
@click.option(
    "--ocr", is_flag=True, help="Read scanned pages with Tesseract, and mark their words as machine-read."
)
@html_option
@click.option(
    "--accept",
    type=click.Choice(GATES),
    multiple=True,
    help="Publish although this gate is closed; repeat for more.",
)
@click.option("--why", help="The reason, for the history.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Embed on the workers of the Dask scheduler at ADDRESS, such as tls://10.0.0.1:8786.",
)
def ingest(
    paths: tuple[Path, ...],
    corpus: Path | None,
    index: Path | None,
    *,
    as_json: bool,
    dry_run: bool,
    full: bool,
    ocr: bool,
    html: Path | None,
    accept: tuple[GateName, ...],
    why: str | None,
    cluster: str | None,
) -> int:
    """Bring the index in line with the corpus, or with the files and folders named, and publish it."""
    settings = Settings.from_env(corpus=corpus, index=index, ocr=ocr)
    if paths and settings.index == DEFAULT_INDEX:
        raise click.UsageError(
            "files and folders get an index of their own: name its folder with --index, so that it does not "
            "replace the index of the corpus"
        )
    give_way()
    started = time.perf_counter()
    report = publish_corpus(
        settings,
        SentenceTransformerEmbedder.load,
        progress_bar,
        paths=paths,
        full=full,
        dry_run=dry_run,
        accept=accept,
        why=why,
        embed_chunks=_on_cluster(cluster) if cluster else embed_here,
    )
    seconds = time.perf_counter() - started
    if html and report.changes:
        unread = report.documents.unreadable
        _write_page(html, changes_page(report.changes, report.gates, report.readings, unread))
    for warning in report.warnings:
        click.echo(f"note: {warning}", err=True)
    for unreadable in report.documents.unreadable:
        click.echo(f"not read: {unreadable.file}: {unreadable.reason}", err=True)
    if as_json:
        print_json(report_record(report, seconds))
    else:
        click.echo(report_text(report, seconds, dry_run=dry_run))
    if report.refused:
        click.echo(f"{'note' if dry_run else 'signpost'}: {refusal(report)}", err=True)
        if not dry_run:
            return REFUSED
    return SOME_LEFT if report.documents.unreadable else 0


@click.command()
@common
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--dry-run", is_flag=True, help="Show what would be downloaded, but download nothing.")
def fetch(
    ids: tuple[str, ...], corpus: Path | None, index: Path | None, *, as_json: bool, dry_run: bool
) -> int:
    """Download every source with a download address, or those given by ID."""
    # Imported here because no other command uses the network.
    from ingest.fetching.fetch import fetch as fetch_sources
    from ingest.fetching.outcomes import outcome_record, outcome_text

    settings = Settings.from_env(corpus=corpus, index=index)
    code = new = asked = 0
    for outcome in fetch_sources(settings.corpus, ids, dry_run=dry_run):
        if as_json:
            print_json(outcome_record(outcome))
        else:
            click.echo(outcome_text(outcome))
        code = code if outcome.done else SOME_LEFT
        new += outcome.outcome in {"fetched", "replaced"}
        asked += 1
    if not asked:
        click.echo(
            f"note: no source in {settings.corpus / REGISTER} has a download address: add one as `download`",
            err=True,
        )
    if new:
        click.echo("note: run `signpost ingest` to quote the new downloads", err=True)
    return code


@click.command()
@common
def verify(corpus: Path | None, index: Path | None, *, as_json: bool) -> int:
    """Prove every passage of the current build against the kept originals."""
    settings = Settings.from_env(corpus=corpus, index=index)
    result = verify_build(settings.index, settings.corpus)
    if as_json:
        print_json({**asdict(result), "proven": result.proven})
    else:
        for name in result.stale:
            click.echo(f"stale: {name} differs from the build: run `signpost ingest`")
        for entry in result.problems:
            click.echo(f"NOT PROVEN: {entry.source_id or 'the build'} ({entry.file}): {entry.problem}")
        if result.proven:
            click.echo(f"Proven: {result.passages} passages of {result.documents} documents.")
    return 0 if result.proven else 1


@click.command()
@common
def history(corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List what was published, newest first, and which builds are kept."""
    settings = Settings.from_env(corpus=corpus, index=index)
    entries = history_of(settings.index, settings.keep)
    if not entries:
        raise no_index(settings.index)
    for entry in entries:
        if as_json:
            print_json(history_record(entry))
        else:
            click.echo(history_text(entry))


@click.command()
@common
@click.argument("builds", nargs=-1, metavar="[OLD NEW]")
@html_option
def diff(
    builds: tuple[str, ...], corpus: Path | None, index: Path | None, *, as_json: bool, html: Path | None
) -> None:
    """Show what changed between two kept builds; by default, the previous one and the current one."""
    if len(builds) not in {0, 2}:
        raise click.UsageError("name two builds, the old and the new one, or none at all")
    settings = Settings.from_env(corpus=corpus, index=index)
    changes = differences(settings.index, settings.keep, *builds)
    if html:
        _write_page(html, changes_page(changes))
    if as_json:
        print_json(changes_record(changes))
    else:
        click.echo(changes_text(changes))


@click.command()
@common
@click.argument("build")
def rollback(build: str, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """Make a kept BUILD current again. Give its name or the start of it."""
    settings = Settings.from_env(corpus=corpus, index=index)
    publication = roll_back(
        settings.index, build, settings.keep, SentenceTransformerEmbedder.load, progress_bar
    )
    if as_json:
        print_json({"build": publication.build, "before": publication.before, "number": publication.number})
    else:
        click.echo(
            f"Build {publication.build} is current again; it replaces {publication.before}. The next "
            "`signpost ingest` publishes the corpus as it is then."
        )


@click.command()
@common
@click.argument("source_id", metavar="ID")
@click.option("--why", required=True, help="The reason, for the history.")
def withdraw(source_id: str, corpus: Path | None, index: Path | None, *, as_json: bool, why: str) -> int:
    """Remove every version of the source ID from every kept build and the kept originals, for good."""
    if not why.strip():
        raise click.UsageError("give the reason with --why: the history records it")
    settings = Settings.from_env(corpus=corpus, index=index)
    done = withdraw_source(
        settings.index,
        settings.corpus,
        source_id,
        why.strip(),
        SentenceTransformerEmbedder.load,
        progress_bar,
        keep=settings.keep,
    )
    if as_json:
        print_json(withdrawal_record(done))
    else:
        click.echo(withdrawal_text(done))
    return SOME_LEFT if done.left else 0


def _on_cluster(address: str) -> Callable[[Embedder], EmbedChunks]:
    try:
        # Imported here because it is an extra that no other command needs.
        from publishing.embedding.cluster import embed_on_cluster
    except ImportError as error:
        raise UnsuitableProgram(
            f"--cluster needs Dask, which cannot be loaded ({error}): install signpost[cluster]"
        ) from error
    return embed_on_cluster(address)


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}): choose another file") from error


COMMANDS = (ingest, fetch, verify, history, diff, rollback, withdraw)
