"""semantra: semantic search over PDFs and texts, without a language model.

It reads PDFs itself; the other formats come as Signpost's canonical text. Its web server is not started:
its endpoint answers in this process.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from semantra.semantra import TRANSFORMER_POOL_DEFAULT, main, process, process_windows
from semantra.semantra import TransformerModel as Model

from benchmarks.peers.adapters.wire import Quoted, Reply, model_folder, serve

# The defaults of its command line.
WINDOWS = "128_0_16"
TREES = 100


class Semantra:
    """semantra with the defaults of its command line."""

    def load(self) -> None:
        """Loads the model."""
        self._model = Model(model_folder())

    def ingest(self, material: Path, store: Path) -> int:
        """Processes each file, as its command does. It skips files whose hash and settings it knows."""
        files = [*sorted((material / "pdfs").iterdir()), *sorted((material / "texts_beside_pdfs").iterdir())]
        (store / "files.txt").write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
        return sum(self._processed(file, store).num_embeddings for file in files)

    def _processed(self, file: Path, store: Path) -> Any:  # noqa: ANN401
        return process(
            filename=str(file),
            semantra_dir=str(store),
            model=self._model,
            num_dimensions=self._model.get_num_dimensions(),
            use_annoy=True,
            num_annoy_trees=TREES,
            windows=list(process_windows(WINDOWS)),
            cost_per_token=None,
            pool_count=None,
            pool_size=TRANSFORMER_POOL_DEFAULT,
            force=False,
            silent=True,
            no_confirm=True,
            encoding="utf-8",
        )

    def open(self, store: Path) -> None:
        """Runs its command on the same files up to the point where it would serve its page."""
        served: list[Any] = []
        # Its endpoints exist only inside its command, which ends by running its server.
        Flask.run = lambda app, **_address: served.append(app)
        main.callback(
            filename=(store / "files.txt").read_text(encoding="utf-8").splitlines(),
            transformer_model=model_folder(),
            semantra_dir=str(store),
            silent=True,
        )
        self._client = served[0].test_client()

    def ask(self, question: str, *, refuse: bool) -> Reply:  # noqa: ARG002
        """Asks its endpoint, and takes its results over all files by their scores. It never refuses."""
        asked = {"queries": [{"query": question, "weight": 1}], "preferences": []}
        by_file = self._client.post("/api/query", json=asked).get_json()["results"]
        hits = [hit for _file, found in by_file for hit in found]
        hits.sort(key=lambda hit: -hit["distance"])
        return Reply.of(Quoted(hit["text"], Path(hit["filename"]).stem) for hit in hits)


if __name__ == "__main__":
    serve(Semantra())
