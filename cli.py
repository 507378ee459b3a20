"""The command line: parses, calls, prints. With --json, messages for people go to standard error."""

import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

import copies
import kept_builds
import maintenance
import measurement
from assistant.answers.answer import TOP
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from assistant.library.as_json import source_record
from assistant.library.as_text import source_text
from assistant.library.holdings import holdings
from assistant.library.notices import NOTICES, read_notices
from assistant.library.passage_list import passage_record, passage_text, passages_of
from assistant.questions.personal_details import details_of
from assistant.questions.question import Question
from assistant.questions.question_file import Asked, read_questions
from assistant.topics.as_json import where_record
from assistant.topics.as_text import where_text
from assistant.topics.search import where as whereabouts
from index.embedding.embedder import SentenceTransformerEmbedder
from index.errors import SignpostError
from index.settings import Settings
from terminal import assistant_of, common, print_json, related_option, threshold_option
from views.current_build import current_index


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="signpost")
def cli() -> None:
    """Ask a question and read the answer in the guidance's own words, with their source."""


for command in (*maintenance.COMMANDS, *kept_builds.COMMANDS, *copies.COMMANDS, *measurement.COMMANDS):
    cli.add_command(command)


@cli.command()
@common
@click.argument("question", required=False)
@click.option("--questions", type=click.Path(path_type=Path), help="A JSONL file with one question per line.")
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Search only this source; repeat for more."
)
@click.option(
    "--top", type=click.IntRange(min=1), default=TOP, show_default=True, help="Show at most this many quotes."
)
@threshold_option
@related_option
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
    related: float | None,
) -> None:
    """Answer QUESTION with quotes from the guidance; '-' reads it from standard input."""
    if (question is None) == (questions is None):
        raise click.UsageError("give a question, '-' to read one from standard input, or --questions FILE")
    settings = Settings.from_env(corpus=corpus, index=index, threshold=threshold, related=related)
    if questions is not None:
        asked = read_questions(questions)
    else:
        text = sys.stdin.read() if question == "-" else question or ""
        if not text.strip():
            raise click.UsageError("the question is empty: write it in plain language")
        Question.of(text)
        asked = (Asked(None, text),)
    assistant = assistant_of(settings)
    for entry in asked:
        answer = assistant.answer(
            entry.question,
            threshold=settings.threshold,
            related=settings.related,
            top=top,
            sources=sources,
            history=entry.history,
        )
        if as_json:
            print_json(answer_record(answer, entry.id))
        else:
            for detail in details_of(entry.question):
                click.echo(f"note: {detail.message}", err=True)
            click.echo(answer_text(answer))


@cli.command()
@common
@click.argument("topic")
def where(topic: str, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List every section that covers TOPIC, by document."""
    if not topic.strip():
        raise click.UsageError("the topic is empty: name one, as in 'neglect'")
    settings = Settings.from_env(corpus=corpus, index=index)
    build = current_index(settings)
    found = whereabouts(build, SentenceTransformerEmbedder.load(build.meta.model), topic)
    if as_json:
        print_json(where_record(topic, found, build.meta.build))
        return
    click.echo(where_text(found))


@cli.command()
@common
def sources(corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List every source (held, registered only or unreadable) with its dates and links."""
    settings = Settings.from_env(corpus=corpus, index=index)
    for holding in holdings(current_index(settings)):
        if as_json:
            print_json(source_record(holding))
        else:
            click.echo(source_text(holding))


@cli.command()
@common
@click.argument("ids", nargs=-1, metavar="[ID]...")
def passages(ids: tuple[str, ...], corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """List every passage of the current build, or of the sources given by ID."""
    settings = Settings.from_env(corpus=corpus, index=index)
    build = current_index(settings)
    for passage in passages_of(build, ids):
        if as_json:
            print_json(passage_record(build, passage))
        else:
            click.echo(passage_text(build, passage))


@cli.command()
@common
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help="The port to serve on."
)
@click.option(
    "--follow",
    metavar="PLACE",
    help="Answer from the build shared in PLACE, a folder or s3://BUCKET/PREFIX, and from each newer one.",
)
def serve(
    corpus: Path | None, index: Path | None, *, as_json: bool, address: str, port: int, follow: str | None
) -> None:
    """Serve the web page, under the path of SIGNPOST_PUBLIC_URL if that is set."""
    # Imported here because no other command needs the web server or shared storage.
    from publishing.replicas.following import following
    from views.server.server import serve_page

    with following(Settings.from_env(corpus=corpus, index=index, follow=follow)) as settings:
        serve_page(settings, address, port, partial(_announce, settings, as_json))


def _announce(settings: Settings, as_json: bool, address: str, port: int) -> None:
    host = f"[{address}]" if ":" in address else address
    public = settings.public_url
    url = f"http://{host}:{port}{urlsplit(public).path if public else ''}"
    if as_json:
        print_json({"url": url, "public_url": public})
    else:
        click.echo(f"Signpost is running on {url} (stop it with Ctrl+C)")
        if public:
            click.echo(f"Browsers reach it at {public}")
    if unset := read_notices(settings.corpus).unset:
        click.echo(f"note: {settings.corpus / NOTICES} has no number yet for {'; '.join(unset)}", err=True)


def main(arguments: list[str] | None = None) -> None:
    """Runs a command and exits: 0 done, 1 an error, 2 wrong usage, 3 some documents not read or fetched."""
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


if __name__ == "__main__":
    main()
