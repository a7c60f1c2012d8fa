"""Draws penguins.csv: four measurements of some hundred birds; `penguins` is the same, standardized.

The correlations are set, so that the axes are well apart; on hidden data another number of components keeps 90 %.
"""

import io

import numpy as np
import pandas as pd

NAMES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
MEANS, SPREADS = np.array([44.0, 17.2, 201.0, 4200.0]), np.array([5.5, 2.0, 14.0, 800.0])
VISIBLE_SHARES = [0.62, 0.22, 0.11, 0.05]
HIDDEN_SHARES = [[0.73, 0.19, 0.055, 0.025], [0.47, 0.27, 0.15, 0.11], [0.77, 0.15, 0.055, 0.025]]


def generate(rng, *, hidden):
    rows = int(rng.integers(150, 400)) if hidden else 333
    shares = np.array(HIDDEN_SHARES[int(rng.integers(len(HIDDEN_SHARES)))] if hidden else VISIBLE_SHARES)
    while True:
        table = _draw(rng, rows, shares)
        measurements = pd.read_csv(io.BytesIO(table))
        standardized = (measurements - measurements.mean()) / measurements.std(ddof=0)
        if _is_clear(standardized, shares):
            return {"names": {"penguins": standardized}, "files": {"penguins.csv": table}}


def _draw(rng, rows, shares):
    axes = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    scores = rng.normal(size=(rows, 4))
    scores = (scores - scores.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(scores.T)).T)
    values = scores * np.sqrt(shares) @ axes.T
    values = values / values.std(axis=0) * SPREADS + MEANS
    table = pd.DataFrame({name: values[:, place].round(2) for place, name in enumerate(NAMES)})
    return table.to_csv(index=False, lineterminator="\n").encode()


def _is_clear(table, shares):
    """Eigenvalues well apart, 90 % kept by the number that was planned, and no axis that looks like its transpose."""
    values, vectors = np.linalg.eigh(np.cov(table.to_numpy().T, ddof=0))
    found = values[::-1] / values.sum()
    kept, planned = np.cumsum(found), int(np.argmax(np.cumsum(shares) >= 0.9))
    is_apart = np.min(found[:-1] - found[1:]) > 0.02 and np.min(np.abs(kept[:3] - 0.9)) > 0.01
    vectors = vectors[:, ::-1]
    distance = np.min([np.abs(np.abs(vectors) - np.abs(vectors.T)).max(), np.abs(vectors).min() + 0.2])
    return bool(is_apart and int(np.argmax(kept >= 0.9)) == planned and distance > 0.15)
