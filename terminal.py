"""Shared parts of the commands: their options, and how they print."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from assistant.answers.answer import Assistant
from assistant.retrieval.calibration import unused_own
from index.settings import DEFAULT_RELATED, DEFAULT_THRESHOLD, Settings
from views.current_build import current_assistant

Command = Callable[..., Any]
# Done, except for some documents that could not be read, fetched or withdrawn.
SOME_LEFT = 3

threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help=f"Least confidence for an answer [{DEFAULT_THRESHOLD}].",
)

related_option = click.option(
    "--related",
    type=click.FloatRange(0, 1),
    help=f"Least confidence for showing passages on the same subject [{DEFAULT_RELATED}].",
)


html_option = click.option(
    "--html", type=click.Path(path_type=Path), help="Also write the changes to this file, as a web page."
)


def common(command: Command) -> Command:
    """Adds the options that every command takes."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print only JSON on standard output."),
        click.option("--index", type=click.Path(path_type=Path), help="The index folder [index/built]."),
        click.option("--corpus", type=click.Path(path_type=Path), help="The corpus folder [corpus]."),
    ):
        command = option(command)
    return command


@contextmanager
def progress_bar(label: str, length: int) -> Iterator[Any]:
    """Shows a progress bar on standard error."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar


def print_json(record: dict[str, Any]) -> None:
    """Prints a JSON object on one line of standard output."""
    click.echo(json.dumps(record, ensure_ascii=False))


def assistant_of(settings: Settings) -> Assistant:
    """Returns the assistant of the current build; prints a note if the lead's own calibration is not used."""
    assistant = current_assistant(settings)
    if settings.store:
        return assistant
    unused = unused_own(settings.index, assistant.models, assistant.index.meta.build)
    if unused:
        click.echo(f"note: {unused}", err=True)
    return assistant


def write_page(path: Path, page: str) -> None:
    """Writes a web page to a file. Raises UsageError if that is not possible."""
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}): choose another file") from error
