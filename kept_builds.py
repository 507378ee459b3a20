"""The commands on what was published: list it, compare it, go back to it, and withdraw a source from it."""

from pathlib import Path

import click

from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import Settings
from index.storage.builds import no_index
from publishing.builds.history import differences, history_record, history_text
from publishing.builds.history import history as history_of
from publishing.builds.history import rollback as roll_back
from publishing.builds.withdrawal import withdraw as withdraw_source
from publishing.builds.withdrawal import withdrawal_record, withdrawal_text
from publishing.changes.as_page import changes_page
from publishing.changes.as_text import changes_record, changes_text
from terminal import SOME_LEFT, common, html_option, print_json, progress_bar, write_page


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
        write_page(html, changes_page(changes))
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


COMMANDS = (history, diff, rollback, withdraw)
