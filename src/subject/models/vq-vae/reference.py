"""van den Oord et al. 2017, eq. 3 with running averages of the codebook (app. A.1); the prior of symbols is a MADE (Germain et al. 2015)."""
import torch
import torch.nn.functional as F

from cases import SMALL
from layers import Dense
from vae_parts import bernoulli, PIXELS

CASES = [
    {**SMALL, "entries": 7, "commitment": 0.25, "priorFrom": 0, "latent": 10},
    {**SMALL, "entries": 5, "commitment": 1, "priorFrom": 0, "latent": 3, "hidden": 32},
]

WIDTH, DECAY, EPSILON = 4, 0.99, 1e-3


def reference(p, h):
    d, hidden, size = h["latent"], h["hidden"], h["entries"]
    places = -(-d // WIDTH)
    encoder, code = Dense(p, "encoder/hidden", PIXELS, hidden), Dense(p, "encoder/code", hidden, d)
    decoder, logits = Dense(p, "decoder/hidden", d, hidden), Dense(p, "decoder/logits", hidden, PIXELS)
    p.constant_state("dictionary/codebook/entries", (size, WIDTH), 0, spread=1)
    p.constant_state("dictionary/codebook/counts", (size, 1), 0)
    p.constant_state("dictionary/codebook/sums", (size, WIDTH), 0)
    entries, counts, sums = (p.state[f"dictionary/codebook/{name}"] for name in ("entries", "counts", "sums"))
    first = Dense(p, "symbols/hidden1", places * WIDTH, hidden)
    second = Dense(p, "symbols/hidden2", hidden, hidden)
    last = Dense(p, "symbols/logits", hidden, places * size)
    seen = 1 + torch.arange(hidden) % (places - 1) if places > 1 else torch.zeros(hidden, dtype=torch.long)
    at_place = torch.arange(places)
    masks = [
        at_place.repeat_interleave(WIDTH)[:, None] < seen[None],
        seen[:, None] <= seen[None],
        seen[:, None] <= at_place.repeat_interleave(size)[None],
    ]

    def masked(layer, mask, x):
        return x @ (layer.kernel * mask) + layer.bias

    def quantised(x):
        z = code(encoder(x).relu())
        vectors = F.pad(z, (0, places * WIDTH - d)).reshape(-1, WIDTH)
        return z, vectors, torch.cdist(vectors.detach(), entries).argmin(1)

    def autoencoder(at):
        z, vectors, which = quantised(at.x)
        chosen = entries[which]
        straight = z + (chosen.reshape(len(z), -1)[:, :d] - z).detach()
        away = (vectors - chosen).square().sum() / len(z)
        count = DECAY * counts + (1 - DECAY) * F.one_hot(which, size).sum(0)[:, None]
        total = DECAY * sums + (1 - DECAY) * torch.zeros_like(sums).index_add(0, which, vectors.detach())
        p.next_state["dictionary/codebook/counts"] = count
        p.next_state["dictionary/codebook/sums"] = total
        p.next_state["dictionary/codebook/entries"] = entries + (total - count * entries) / (count + EPSILON)
        return [("reconstruction", bernoulli(logits(decoder(straight).relu()), at.x), 1), ("commitment", away, h["commitment"])]

    def prior(at):
        z, _, which = quantised(at.x)
        given = entries[which].reshape(len(z), -1)
        scores = masked(last, masks[2], masked(second, masks[1], masked(first, masks[0], given).relu()).relu())
        return [("symbols", F.cross_entropy(scores.reshape(-1, size), which, reduction="sum") / len(z), 1)]

    return [("vq", ["encoder", "decoder", "dictionary"], autoencoder), ("symbols", ["symbols"], prior)]
