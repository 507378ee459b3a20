"""The commands that measure how well the current build answers, and that calibrate its confidence."""

from dataclasses import replace
from pathlib import Path

import click

from assistant.evaluation.evaluation import evaluate as evaluation_of
from assistant.evaluation.gold import read_gold
from assistant.evaluation.report import evaluation_record, evaluation_text
from assistant.retrieval.calibration import keep_calibration
from index.settings import Settings
from terminal import assistant_of, common, print_json, progress_bar, related_option, threshold_option
from views.current_build import current_assistant


@click.command()
@common
@click.argument("questions", type=click.Path(path_type=Path))
@threshold_option
@related_option
def evaluate(
    questions: Path,
    corpus: Path | None,
    index: Path | None,
    *,
    as_json: bool,
    threshold: float | None,
    related: float | None,
) -> None:
    """Measure how well the current build answers QUESTIONS, a JSONL file with the right answers."""
    settings = Settings.from_env(corpus=corpus, index=index, threshold=threshold, related=related)
    gold = read_gold(questions)
    evaluation = evaluation_of(assistant_of(settings), gold, settings.threshold, settings.related)
    if as_json:
        print_json(evaluation_record(evaluation))
    else:
        click.echo(evaluation_text(evaluation))


@click.command()
@common
@click.argument("questions", type=click.Path(path_type=Path))
def calibrate(questions: Path, corpus: Path | None, index: Path | None, *, as_json: bool) -> None:
    """Fit the confidence to the current build and its models, from QUESTIONS with the right answers."""
    # Imported here because no other command needs the regression.
    from assistant.evaluation.fit_report import fit_record, fit_text
    from assistant.evaluation.fitting import calibrate as fit_confidence

    settings = Settings.from_env(corpus=corpus, index=index)
    gold = read_gold(questions)
    # Its fit is kept in the index folder, so it is made for the build there.
    assistant = current_assistant(replace(settings, store=None))
    with progress_bar("Asking the questions", len(gold)) as bar:
        fit = fit_confidence(assistant, gold, lambda: bar.update(1))
    kept = keep_calibration(settings.index, fit.calibration)
    if as_json:
        print_json(fit_record(fit, settings.threshold, settings.related))
    else:
        click.echo(fit_text(fit, settings.threshold, settings.related))
        click.echo(f"Saved in {kept}, for the build {fit.calibration.build} only.")


COMMANDS = (evaluate, calibrate)
