"""Residual codes: token vectors at two bits a number, for builds too large for a byte a number."""

from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Codes = NDArray[np.uint8]
CENTRES = 256
# Vectors that the centres are found from, at most, and in how many rounds: more change little.
SAMPLE, ROUNDS = 65_536, 10
# The four values that keep most of a normally distributed number, and what divides them, in standard
# deviations (J. Max, "Quantizing for minimum distortion", 1960).
VALUES = np.array([-1.510, -0.4528, 0.4528, 1.510], dtype=np.float32)
BORDER = 0.9816
# Four values share a byte, the first in its lowest bits.
PLACES = np.arange(0, 8, 2, dtype=np.uint8)
VALUES_OF_BYTE = VALUES[np.arange(256)[:, None] >> PLACES & 3]
# How many vectors are coded at a time.
BLOCK = 16_384


@dataclass(frozen=True)
class Codebook:
    """What codes are read with. centres: shape (256, dimension). spread: how far each number strays from one.

    A code is the number of the nearest centre, then for each number of the vector which of four values its
    distance from the centre is nearest to (K. Santhanam et al., "ColBERTv2", NAACL 2022).
    """

    centres: Vectors
    spread: Vectors

    @classmethod
    def fitted(cls, vectors: Vectors) -> "Codebook":
        """Finds a codebook for vectors like these. The same vectors give the same codebook.

        vectors: unit rows, at least one.
        """
        sample = np.ascontiguousarray(vectors[:: -(-len(vectors) // SAMPLE)], dtype=np.float32)
        kind = {"niter": ROUNDS, "min_points_per_centroid": 1, "max_points_per_centroid": SAMPLE}
        means = faiss.Kmeans(sample.shape[1], min(CENTRES, len(sample)), **kind)
        means.train(sample)
        found = cls(np.asarray(means.centroids, dtype=np.float32), np.ones(sample.shape[1], dtype=np.float32))
        strayed = sample - found.centres[found._nearest(sample)]
        return cls(found.centres, np.maximum(strayed.std(axis=0), 1e-6))

    @property
    def width(self) -> int:
        """How many bytes a code has."""
        dimension: int = self.centres.shape[1]
        return 1 + -(-dimension // len(PLACES))

    def codes(self, vectors: Vectors) -> Codes:
        """Returns the code of each row: shape (rows, width)."""
        codes = np.zeros((len(vectors), self.width), dtype=np.uint8)
        for first in range(0, len(vectors), BLOCK):
            block = vectors[first : first + BLOCK]
            nearest = self._nearest(block)
            strayed = (block - self.centres[nearest]) / self.spread
            value = (strayed > -BORDER).astype(np.uint8) + (strayed > 0) + (strayed > BORDER)
            code = codes[first : first + BLOCK]
            code[:, 0] = nearest
            for at, place in enumerate(PLACES):
                part = value[:, at :: len(PLACES)]
                code[:, 1 : 1 + part.shape[1]] |= part << place
        return codes

    def vectors(self, codes: Codes) -> Vectors:
        """Returns the vector that each code stands for, not of length 1."""
        strayed = VALUES_OF_BYTE[codes[:, 1:]].reshape(len(codes), -1)[:, : len(self.spread)]
        vectors: Vectors = self.centres[codes[:, 0]] + strayed * self.spread
        return vectors

    def _nearest(self, vectors: Vectors) -> NDArray[np.int64]:
        index = faiss.IndexFlatL2(self.centres.shape[1])
        index.add(self.centres)
        found: NDArray[np.int64] = index.search(np.ascontiguousarray(vectors), 1)[1][:, 0]
        return found
