"""The page's random numbers in numpy: Philox-4x32-10 (Salmon et al. 2011), by seed, purpose, step and lane.

Weights, batches and noise of the references are drawn here as in src/core/run/philox.ts, so that none of them has to be
stored. Normals may differ in the last bit, as the two libraries may round a cosine differently.
"""
import numpy as np

PURPOSES = ["init", "order", "eps", "z", "dropout", "augment", "sample"]
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def lane_of(name: str) -> int:
    """FNV-1a, 32 bit."""
    value = 0x811C9DC5
    for character in name.encode("ascii"):
        value = ((value ^ character) * 0x01000193) & 0xFFFFFFFF
    return value


def words(seed: int, purpose: str, count: int, step: int = 0, lane: int = 0) -> np.ndarray:
    """`count` unsigned 32-bit numbers, stored in 64 bits."""
    blocks = -(-count // 4)
    c0 = np.arange(blocks, dtype=np.uint64)
    c1 = np.full(blocks, step, dtype=np.uint64)
    c2 = np.full(blocks, lane, dtype=np.uint64)
    c3 = np.zeros(blocks, dtype=np.uint64)
    k0, k1 = seed & 0xFFFFFFFF, PURPOSES.index(purpose)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> HALF) ^ c1 ^ np.uint64(k0), p1 & LOW, (p0 >> HALF) ^ c3 ^ np.uint64(k1), p0 & LOW
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack([c0, c1, c2, c3], 1).reshape(-1)[:count]


def uniforms(seed: int, purpose: str, count: int, step: int = 0, lane: int = 0) -> np.ndarray:
    """Uniform numbers in the open interval (0,1), in double precision."""
    return (words(seed, purpose, count, step, lane).astype(np.float64) + 0.5) / 2**32


def normals(seed: int, purpose: str, count: int, step: int = 0, lane: int = 0) -> np.ndarray:
    """Numbers from N(0,1) by the transform of Box & Muller 1958, rounded to float32."""
    raw = words(seed, purpose, count + count % 2, step, lane).astype(np.float64).reshape(-1, 2)
    radius, angle = np.sqrt(-2 * np.log((raw[:, 0] + 0.5) / 2**32)), 2 * np.pi * raw[:, 1] / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).reshape(-1)[:count].astype(np.float32)


def permutation(seed: int, purpose: str, count: int, step: int = 0, lane: int = 0) -> np.ndarray:
    """A random permutation of 0 … count-1 (Fisher–Yates)."""
    order = list(range(count))
    scaled = words(seed, purpose, count, step, lane).astype(np.float64) / 2**32
    for i in range(count - 1, 0, -1):
        j = int(scaled[i] * (i + 1))
        order[i], order[j] = order[j], order[i]
    return np.array(order)
