"""The commands for copies: back up, restore, and share a build with the servers that follow it."""

from dataclasses import asdict
from pathlib import Path

import click

from index.settings import Settings, checked_store
from publishing.backups.backup import back_up
from publishing.backups.restore import restore as bring_back
from terminal import common, print_json, progress_bar
from views.current_build import needing_psycopg


@click.command()
@common
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """Write the index folder and the corpus folder into one archive, FILE."""
    settings = Settings.from_env(corpus=corpus, index=index)
    done = back_up(settings.index, settings.corpus, file)
    manifest = done.manifest
    if as_json:
        print_json(
            {
                "file": str(file),
                "bytes": done.size,
                "files": len(manifest.files),
                "number": manifest.number,
                "build": manifest.build,
            }
        )
    else:
        click.echo(
            f"Backed up {len(manifest.files)} files ({done.size / 1e6:.1f} MB) into {file}, with the build "
            f"{manifest.build} (publication {manifest.number})."
        )


@click.command()
@common
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """Restore the index folder and the corpus folder from the backup FILE, and prove the build."""
    settings = Settings.from_env(corpus=corpus, index=index)
    done = bring_back(file, settings.index, settings.corpus)
    manifest, proof = done.manifest, done.verification
    if as_json:
        print_json(
            {
                "build": manifest.build,
                "number": manifest.number,
                "at": manifest.at,
                "passages": proof.passages,
                "documents": proof.documents,
            }
        )
    else:
        click.echo(
            f"Restored {settings.index} and {settings.corpus}: the build {manifest.build}, publication "
            f"{manifest.number} of {manifest.at}. Proven: {proof.passages} passages of {proof.documents} "
            "documents."
        )
    click.echo(
        "note: a document that was withdrawn after this backup was made is back. Withdraw it again now: "
        "`signpost withdraw ID --why TEXT`",
        err=True,
    )


@click.command()
@common
@click.argument("place")
@click.option("--full", is_flag=True, help="Send every file again, to mend what was damaged there.")
def share(place: str, corpus: Path | None, index: Path | None, *, as_json: bool, full: bool) -> None:
    """Put the current build into PLACE, a folder or s3://BUCKET/PREFIX, for `serve --follow PLACE`."""
    # Imported here because no other command needs shared storage.
    from publishing.replicas.sharing import share as put_there

    settings = Settings.from_env(corpus=corpus, index=index)
    done = put_there(settings.index, settings.corpus, place, progress_bar, full=full)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(
            f"{place} has the build {done.build}, publication {done.number}: {done.files} files sent "
            f"({done.size / 1e6:.1f} MB), {done.removed} removed that it does not need."
        )


@click.command()
@common
@click.argument("address", required=False)
@click.option("--full", is_flag=True, help="Copy every build again, even those that the store has.")
def upload(
    address: str | None, corpus: Path | None, index: Path | None, *, as_json: bool, full: bool
) -> None:
    """Copy the published builds into the PostgreSQL store at ADDRESS, or at SIGNPOST_STORE."""
    settings = Settings.from_env(corpus=corpus, index=index)
    store = checked_store(address, "ADDRESS") or settings.store
    if store is None:
        raise click.UsageError("name the store: give its address, or set SIGNPOST_STORE")
    with needing_psycopg():
        from index.postgres.upload import upload as copy_to

    done = copy_to(settings.index, store, settings.keep, full=full)
    if as_json:
        print_json(
            {"build": done.build, "number": done.number, "copied": done.copied, "removed": done.removed}
        )
    else:
        click.echo(
            f"Every reader of the store now answers from the build {done.build} (publication {done.number}). "
            f"Builds copied: {done.copied}; removed: {done.removed}."
        )


COMMANDS = (backup, restore, share, upload)
