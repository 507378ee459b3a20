"""The commands for maintainers: fetch the guidance, publish it and verify it."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.errors import UnsuitableProgram
from index.settings import DEFAULT_INDEX, Settings
from ingest.corpus.register import REGISTER
from ingest.limits import give_way
from publishing.builds.publication import ingest as publish_corpus
from publishing.builds.report import refusal, report_record, report_text
from publishing.builds.verification import verify as verify_build
from publishing.changes.as_page import changes_page
from publishing.embedding.chunks import EmbedChunks, embed_here
from publishing.gates.gates import GATES, GateName
from terminal import SOME_LEFT, common, html_option, print_json, progress_bar, write_page

REFUSED = 1


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
        write_page(html, changes_page(report.changes, report.gates, report.readings, unread))
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


def _on_cluster(address: str) -> Callable[[Embedder], EmbedChunks]:
    try:
        # Imported here because it is an extra that no other command needs.
        from publishing.embedding.cluster import embed_on_cluster
    except ImportError as error:
        raise UnsuitableProgram(
            f"--cluster needs Dask, which cannot be loaded ({error}): install signpost[cluster]"
        ) from error
    return embed_on_cluster(address)


COMMANDS = (ingest, fetch, verify)
