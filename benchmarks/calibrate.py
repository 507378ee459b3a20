"""Fits assistant/calibration.json: evidence into the probability that the corpus answers.

Fitted on the briefing's own questions (corpus/questions.jsonl), answerable and unanswerable ones in equal
shares: they are asked as practitioners ask. SQuAD 2.0 and ConditionalQA are not fitted on: they show how
far the fit carries. Fitting on SQuAD too was tried: its questions are written from the sentences that
answer them, and the briefing's answerable questions were then refused twice as often.

Run: .venv/bin/python -m benchmarks.calibrate [--write]
"""

import json
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.evidence import CALIBRATION
from assistant.question import Question as Asked
from assistant.retriever import Evidence, Retriever
from benchmarks.material import BRIEFING_QUESTIONS, ROOT, Question, benchmark_set, build, read_questions
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_MODEL

FEATURES = ("passage", "sentence", "average", "coverage")
SAMPLE = 1500
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Labelled:
    """The evidence for a question, and whether the corpus answers it."""

    evidence: Evidence
    answerable: bool
    near: bool | None


def labelled(
    corpus: Path, questions: list[Question], embedder: SentenceTransformerEmbedder
) -> list[Labelled]:
    """Ask every question of a fresh build of the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build(corpus, Path(folder), embedder)
        retriever = Retriever(open_current(Path(folder)), embedder)
        return [
            Labelled(retriever.search(Asked.of(q.text)).evidence, q.answerable, q.near) for q in questions
        ]


def squad(embedder: SentenceTransformerEmbedder, pick: random.Random) -> list[Labelled]:
    """Half of the articles are the corpus; questions of the others are unanswerable and far."""
    with benchmark_set("squad2") as folder:
        questions = read_questions(folder / "questions.jsonl")
        sources = sorted({q.source for q in questions if q.source})
        held = set(pick.sample(sources, len(sources) // 2))
        for source in sources:
            if source not in held:
                (folder / "corpus/documents" / f"{source}.html").unlink()
        register = (folder / "corpus/sources.toml").read_text(encoding="utf-8").split("[[source]]")
        kept = [register[0], *(e for e in register[1:] if any(f'id = "{s}"' in e for s in held))]
        (folder / "corpus/sources.toml").write_text("[[source]]".join(kept), encoding="utf-8")
        inside = [q for q in questions if q.source in held]
        outside = [Question(q.id, q.text, False, False, None) for q in questions if q.source not in held]
        asked = pick.sample(inside, SAMPLE) + pick.sample(outside, SAMPLE // 4)
        return labelled(folder / "corpus", asked, embedder)


def features(rows: list[Labelled]) -> NDArray[np.float64]:
    """One row of numbers for each question."""
    return np.array([[getattr(row.evidence, name) for name in FEATURES] for row in rows], dtype=np.float64)


def report(name: str, rows: list[Labelled], confidence: NDArray[np.float64], threshold: float = 0.5) -> None:
    """AUROC and the rates at the threshold, far and near."""
    y = np.array([row.answerable for row in rows])
    line = [f"{name:22} n {len(rows):5} wrong refusals {np.mean(confidence[y] < threshold):.3f}"]
    for kind, wanted in (("far", False), ("near", True)):
        negative = np.array([not row.answerable and row.near is wanted for row in rows])
        if negative.any():
            both = y | negative
            line.append(
                f"{kind}: AUROC {roc_auc_score(y[both], confidence[both]):.3f} "
                f"false answers {np.mean(confidence[negative] >= threshold):.3f}"
            )
    print("  ".join(line))


def main() -> None:
    """Fit, show the figures of a cross-validation on the fitted set and of the unseen sets."""
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    fitted = labelled(ROOT / "corpus", read_questions(BRIEFING_QUESTIONS), embedder)
    x, y = features(fitted), np.array([int(row.answerable) for row in fitted])
    model = LogisticRegression(C=10.0, class_weight="balanced")
    folds = StratifiedKFold(10, shuffle=True, random_state=SEED)
    held_out = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    report("briefing (10-fold)", fitted, held_out)
    model.fit(x, y)
    unseen = squad(embedder, random.Random(SEED))
    report("squad2", unseen, model.predict_proba(features(unseen))[:, 1])
    with benchmark_set("conditionalqa") as folder:
        for kind in ("bare", "scenario"):
            rows = labelled(folder / "corpus", read_questions(folder / f"questions-{kind}.jsonl"), embedder)
            report(f"conditionalqa {kind}", rows, model.predict_proba(features(rows))[:, 1])
    entry = {
        "model_fingerprint": embedder.fingerprint,
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)},
    }
    print(json.dumps(entry, indent=2))
    if "--write" in sys.argv:
        CALIBRATION.write_text(json.dumps(entry, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
