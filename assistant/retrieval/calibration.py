"""The probability that the corpus answers a question: a logistic regression on the evidence."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from assistant.retrieval.evidence import Evidence
from index.errors import Outdated, UnreadableIndex
from index.storage.builds import CALIBRATION, open_current
from index.storage.lock import exclusive

# The calibrations shipped with this version: one for each known embedder with its reader.
CALIBRATIONS = Path(__file__).parent / "calibration.json"

# The models a calibration is for: fingerprints of embedder and reader.
Models = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression from the evidence to the probability that the corpus answers.

    Fitted to answerable and unanswerable questions in equal shares, for one embedder and one reader; other
    models' numbers have another meaning. build: the only build that it is valid for; None: any.
    """

    models: Models
    intercept: float
    weights: Mapping[str, float]
    build: str | None = None

    def confidence(self, evidence: Evidence) -> float:
        """Returns the probability, from 0 to 1.

        It is 0 if the corpus contains none of the words, because similarity to symbols or another language
        is chance.
        """
        if not evidence.known:
            return 0.0
        total = self.intercept + sum(
            weight * float(getattr(evidence, feature)) for feature, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-total))


def read_calibrations(path: Path = CALIBRATIONS) -> tuple[Calibration, ...]:
    """Reads every calibration in a file. Raises UnreadableIndex if it cannot be read or is not valid."""
    try:
        return _calibrations(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = (
            "reinstall Signpost" if path == CALIBRATIONS else "remove it, or run `signpost calibrate` again"
        )
        raise UnreadableIndex(f"{path} cannot be read ({error}): {remedy}") from error


def write_calibrations(path: Path, calibrations: Sequence[Calibration]) -> None:
    """Writes a file for `read_calibrations`, with four decimals for each weight."""
    entries = [
        {
            "embedder": one.models[0],
            "reader": one.models[1],
            "build": one.build,
            "intercept": round(one.intercept, 4),
            "weights": {name: round(weight, 4) for name, weight in one.weights.items()},
        }
        for one in calibrations
    ]
    path.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def calibrations_for(index: Path) -> tuple[Calibration, ...]:
    """Returns the lead's own calibration, if there is one in the index folder, then those of this version."""
    own = index / CALIBRATION
    return (*(read_calibrations(own) if own.is_file() else ()), *read_calibrations())


def calibrations_with(own: str | None) -> tuple[Calibration, ...]:
    """Returns the lead's own calibration, then those of this version.

    own: what `signpost calibrate` saved; None if there is none. Raises UnreadableIndex if it is not valid.
    """
    try:
        return (*(_calibrations(own) if own else ()), *read_calibrations())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableIndex(
            f"the lead's own calibration ({CALIBRATION} in the index folder) cannot be read ({error}): "
            "remove it, or run `signpost calibrate` again"
        ) from error


def matching(calibrations: Sequence[Calibration], models: Models, build: str) -> Calibration | None:
    """Returns the first calibration for these models that is valid for this build; None if there is none."""
    fits = (c for c in calibrations if c.models == models and c.build in (None, build))
    return next(fits, None)


def unused_own(index: Path, models: Models, build: str) -> str | None:
    """Returns why the lead's own calibration is not used; None if it is used, or there is none."""
    own = index / CALIBRATION
    kept = read_calibrations(own) if own.is_file() else ()
    if not kept or matching(kept, models, build):
        return None
    return (
        f"{own} was fitted for the build {kept[0].build} or for other models, so it is not used for the "
        f"build {build}: run `signpost calibrate` again, or remove the file"
    )


def _calibrations(text: str) -> tuple[Calibration, ...]:
    return tuple(map(_calibration, json.loads(text)))


def _calibration(entry: Mapping[str, Any]) -> Calibration:
    weights = {feature: float(weight) for feature, weight in entry["weights"].items()}
    if unknown := weights.keys() - {field.name for field in fields(Evidence)}:
        raise ValueError(f"unknown features: {', '.join(sorted(unknown))}")
    models = (entry["embedder"], entry["reader"])
    return Calibration(models, float(entry["intercept"]), weights, entry.get("build"))


def keep_calibration(index: Path, calibration: Calibration) -> Path:
    """Saves the calibration in the index folder, replacing any there. Returns the file.

    Raises Outdated if another build was published since it was fitted, BusyIndex or UnwritableIndex as
    `exclusive` does.
    """
    with exclusive(index, "signpost calibrate"):
        now = open_current(index).meta.build
        if now != calibration.build:
            raise Outdated(f"the build {now} was published in the meantime: run `signpost calibrate` again")
        write_calibrations(index / CALIBRATION, [calibration])
    return index / CALIBRATION
