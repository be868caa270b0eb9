"""Shifts and slants images as src/subject/models/shared/shift.ts does: the 784 pixels shift as one row, and entering pixels are background."""
import torch

SLOPES = torch.tensor([-1, -0.5, 0, 0.5, 1], dtype=torch.float64)
PIXEL = torch.arange(784)


def taken(x, distance, background):
    """Each pixel takes the value of the one `distance` places before. x: [B,784], distance: [B,784] or [B,1] of integers."""
    place = PIXEL - distance.long()
    inside = (place >= 0) & (place < len(PIXEL))
    return torch.where(inside, x.gather(1, place.clamp(0, len(PIXEL) - 1)), torch.full_like(x, background))


def shifted(x, across, down, background=0.0):
    """across, down: distances in pixels, [B]."""
    for n, apart in ((across, 1), (down, 28)):
        x = taken(x, torch.tensor(n * apart)[:, None], background)
    return x


def slanted(x, across, down, slant, background=0.0):
    """across, down: indices of slopes, [B]. Interpolates linearly between two pixels."""
    for n, apart, line in ((across, 1, PIXEL // 28), (down, 28, PIXEL % 28)):
        distance = SLOPES[torch.tensor(n)][:, None] * slant * (line - 13.5)
        part = (distance - distance.floor()).to(x.dtype)
        before, after = (taken(x, (distance.floor() + k) * apart, background) for k in (0, 1))
        x = (1 - part) * before + part * after
    return x
