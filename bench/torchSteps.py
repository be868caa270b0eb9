"""A contestant of `npm run bench -- steps`: PyTorch on the device that the job says, on as many threads of the processor.

Usage: torchSteps.py FOLDER, which torch.ts has filled: job.json, weights.f32, noise.f32, order.u32. For each number of
steps that it reads, one on a line, it trains so many and answers with a line {"msPerStep": …, "losses": […]}.
"""
import gzip
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

PIXELS, CLASSES = 784, 10

folder = sys.argv[1]
with open(f"{folder}/job.json") as file:
    job = json.load(file)
torch.set_num_threads(job["threads"])
DEVICE = torch.device(job["device"])
BATCH = job["batch"]


def cut(array, specs):
    """Consecutive tensors of the given names and shapes."""
    at, out = 0, {}
    for name, shape in specs:
        size = int(np.prod(shape))
        out[name] = array[at:at + size].reshape(shape)
        at += size
    return out


def load_images():
    shards = [np.frombuffer(gzip.open(path).read(), np.uint8) for path in job["shards"]]
    counts = [len(shard) // (1 + PIXELS) for shard in shards]
    labels = np.concatenate([shard[:count] for shard, count in zip(shards, counts)])
    pixels = np.concatenate([shard[count:].reshape(-1, PIXELS) for shard, count in zip(shards, counts)])
    return pixels, labels


pixels, labels = load_images()
order = np.fromfile(f"{folder}/order.u32", np.uint32).reshape(-1, BATCH)
noise = np.fromfile(f"{folder}/noise.f32", np.float32).reshape(len(order), -1)
start = cut(np.fromfile(f"{folder}/weights.f32", np.float32), job["weights"])
w = {name: torch.tensor(value, device=DEVICE, requires_grad=True) for name, value in start.items()}


def dense(layer, x):
    return torch.addmm(w[f"{layer}/bias"], x, w[f"{layer}/kernel"])


def negative_elbo(x, logits, mu, log_var):
    reconstruction = (F.softplus(logits) - x * logits).sum(1)
    kl = 0.5 * (mu.square() + log_var.exp() - log_var - 1).sum(1)
    return (reconstruction + kl).mean()


def vae_loss(x, eps):
    h = F.relu(dense("encoder/hidden", x))
    mu, log_var = dense("encoder/mu", h), dense("encoder/logVar", h)
    z = mu + (0.5 * log_var).exp() * eps
    return negative_elbo(x, dense("decoder/logits", F.relu(dense("decoder/hidden", z))), mu, log_var)


def conv_vae_loss(x, eps):
    """Images are [B, channels, height, width]. "Same" padding as TensorFlow has it: at the end."""
    def conv(layer, image, stride, padding):
        return F.conv2d(F.pad(image, padding), w[f"{layer}/kernel"], w[f"{layer}/bias"], stride)

    def conv_transpose(layer, image):
        return F.conv_transpose2d(image, w[f"{layer}/kernel"], w[f"{layer}/bias"], 2)[:, :, :-1, :-1]

    middle = F.relu(conv("encoder/down1", x.reshape(-1, 1, 28, 28), 2, (0, 1, 0, 1)))
    small = F.relu(conv("encoder/down2", middle, 2, (0, 1, 0, 1)))
    h = F.relu(dense("encoder/hidden", small.flatten(1)))
    mu, log_var = dense("encoder/mu", h), dense("encoder/logVar", h)
    z = mu + (0.5 * log_var).exp() * eps
    projected = F.relu(dense("decoder/project", z)).reshape(-1, 64, 7, 7)
    up = F.relu(conv_transpose("decoder/up2", F.relu(conv_transpose("decoder/up1", projected))))
    return negative_elbo(x, conv("decoder/logits", up, 1, (1, 1, 1, 1)).flatten(1), mu, log_var)


def vae_step(loss_of):
    optimiser = torch.optim.Adam(w.values(), 1e-3)

    def step(x, y, noise):
        loss = loss_of(x, noise["eps"])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        return loss
    return step


def cgan_step():
    def of(network):
        return [value for name, value in w.items() if name.startswith(network)]

    optimisers = [torch.optim.Adam(of(network), 5e-4, (0.5, 0.999)) for network in ("discriminator", "generator")]

    def norm(layer, x):
        return F.batch_norm(x, None, None, w[f"{layer}/scale"], w[f"{layer}/shift"], training=True, eps=1e-5)

    def generate(z, y):
        a = F.relu(norm("generator/norm1", dense("generator/hidden1", torch.cat([z, y], 1))))
        b = F.relu(norm("generator/norm2", dense("generator/hidden2", a)))
        return torch.tanh(dense("generator/pixels", b))

    def discriminate(x, y):
        a = F.leaky_relu(dense("discriminator/hidden1", x), 0.2)
        features = F.leaky_relu(dense("discriminator/hidden2", a), 0.2)
        projection = (y @ w["discriminator/classVector/table"] * features).sum(1, keepdim=True)
        return dense("discriminator/logit", features) + projection

    def minimise(optimiser, loss, moved):
        for value, gradient in zip(moved, torch.autograd.grad(loss, moved)):
            value.grad = gradient
        optimiser.step()

    def step(x, y, noise):
        with torch.no_grad():
            fake = generate(noise["zForDiscriminator"], y)
        loss = F.softplus(-discriminate(2 * x - 1, y)).mean() + F.softplus(discriminate(fake, y)).mean()
        minimise(optimisers[0], loss, of("discriminator"))
        minimise(optimisers[1], F.softplus(-discriminate(generate(noise["zForGenerator"], y), y)).mean(), of("generator"))
        return loss
    return step


step = {"vae": lambda: vae_step(vae_loss), "conv-vae": lambda: vae_step(conv_vae_loss), "cgan": cgan_step}[job["model"]]()
count = 0
print(json.dumps({"version": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    steps = int(line)
    losses = []
    begin = time.perf_counter()
    for _ in range(steps):
        # After the last prepared step the inputs repeat: by then only times count.
        at = count % len(order)
        count += 1
        x = torch.from_numpy(pixels[order[at]].astype(np.float32) / 255).to(DEVICE)
        y = torch.from_numpy(np.eye(CLASSES, dtype=np.float32)[labels[order[at]]]).to(DEVICE)
        drawn = {name: torch.from_numpy(value).to(DEVICE) for name, value in cut(noise[at], job["noise"]).items()}
        losses.append(step(x, y, drawn).detach())
    losses = torch.stack(losses).tolist()
    seconds = time.perf_counter() - begin
    print(json.dumps({"msPerStep": 1000 * seconds / steps, "losses": losses}), flush=True)
