"""How likely it is that the corpus answers a question: a logistic regression on the evidence."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from assistant.retrieval.evidence import Evidence
from index.errors import Outdated, UnreadableIndex
from index.storage.builds import open_current
from index.storage.lock import exclusive

# The calibrations that come with this version: one for each known embedder with the reader it comes with.
CALIBRATIONS = Path(__file__).parent / "calibration.json"
# A lead's own, beside the builds (see `signpost calibrate`).
OWN = "calibration.json"

# Which models a calibration is of: fingerprints of embedder and reader.
Models = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression from the evidence to the probability that the corpus answers.

    Fitted on answerable and unanswerable questions in equal shares, for one embedder and one reader:
    other models' numbers mean something else. build: the only build that it is valid for; None: any.
    """

    models: Models
    intercept: float
    weights: Mapping[str, float]
    build: str | None = None

    def confidence(self, evidence: Evidence) -> float:
        """From 0 to 1.

        0 where the corpus holds none of the words: similarity to signs, or to another language, is chance.
        """
        if not evidence.known:
            return 0.0
        total = self.intercept + sum(
            weight * float(getattr(evidence, feature)) for feature, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-total))


def read_calibrations(path: Path = CALIBRATIONS) -> tuple[Calibration, ...]:
    """Every calibration of a file. UnreadableIndex: it cannot be read, or holds something else."""
    try:
        return tuple(map(_calibration, json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = (
            "reinstall Signpost" if path == CALIBRATIONS else "remove it, or run `signpost calibrate` anew"
        )
        raise UnreadableIndex(f"{path} cannot be read ({error}): {remedy}") from error


def write_calibrations(path: Path, calibrations: Sequence[Calibration]) -> None:
    """Write a file that `read_calibrations` reads, with four digits of each weight."""
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
    """The lead's own calibration, where there is one beside the builds, and those of this version."""
    own = index / OWN
    return (*(read_calibrations(own) if own.is_file() else ()), *read_calibrations())


def matching(calibrations: Sequence[Calibration], models: Models, build: str) -> Calibration | None:
    """The first that is of these models and valid for this build.

    None: nothing says how sure an answer is.
    """
    fits = (c for c in calibrations if c.models == models and c.build in (None, build))
    return next(fits, None)


def unused_own(index: Path, models: Models, build: str) -> str | None:
    """Why the calibration beside the builds does not count; None: it counts, or there is none."""
    own = index / OWN
    kept = read_calibrations(own) if own.is_file() else ()
    if not kept or matching(kept, models, build):
        return None
    return (
        f"{own} was fitted for the build {kept[0].build} or for other models, and does not count for the "
        f"build {build}: run `signpost calibrate` again, or remove the file"
    )


def _calibration(entry: Mapping[str, Any]) -> Calibration:
    weights = {feature: float(weight) for feature, weight in entry["weights"].items()}
    if unknown := weights.keys() - {field.name for field in fields(Evidence)}:
        raise ValueError(f"no evidence is called {', '.join(sorted(unknown))}")
    models = (entry["embedder"], entry["reader"])
    return Calibration(models, float(entry["intercept"]), weights, entry.get("build"))


def keep_calibration(index: Path, calibration: Calibration) -> Path:
    """Write it into the folder of the builds, in place of the one that is there; returned: its file.

    Outdated: another build was published since it was fitted. BusyIndex, UnwritableIndex: see `exclusive`.
    """
    with exclusive(index, "signpost calibrate"):
        now = open_current(index).meta.build
        if now != calibration.build:
            raise Outdated(f"the build {now} was published meanwhile: run `signpost calibrate` again")
        write_calibrations(index / OWN, [calibration])
    return index / OWN
