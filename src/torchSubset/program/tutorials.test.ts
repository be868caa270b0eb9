/** Forms of programs that tutorials use. */
import { describe, expect, it } from "vitest";
import { PythonProblem } from "../python/problem";
import { modelOf } from "./model";
import { trace } from "./trace";

const IMPORTS = `from __future__ import print_function
import argparse
import os
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from tqdm import tqdm
`;
const LOADER = `loader = DataLoader(datasets.MNIST("data", transform=transforms.Compose([transforms.Resize(28), transforms.ToTensor()])), batch_size=16)
`;
const NET = `net = nn.Sequential(nn.Flatten(), nn.Linear(784, 4))
optimiser = torch.optim.Adam(net.parameters(), lr=0.01)
`;
const LOOP = `for x, _ in loader:
    loss = net(x).pow(2).mean()
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
`;

const objectivesOf = (source: string) => trace(source).objectives.length;

describe("tutorials", () => {
  it("give options on the command line, make folders, and show progress", () => {
    const options = `parser = argparse.ArgumentParser(description="A VAE")
parser.add_argument("--batch-size", type=int, default=16, metavar="N", help="images of a batch")
parser.add_argument("--no-cuda", action="store_true", default=False)
args = parser.parse_args()
os.makedirs("images", exist_ok=True)
`;
    const loop = LOOP.replace("for x, _ in loader:", "bar = tqdm(loader, desc='train')\nfor i, (x, _) in enumerate(bar):").replace("    optimiser.step()", '    optimiser.step()\n    bar.set_postfix(loss=loss.item())\n    print("[%d/%d] %.4f" % (i, len(loader), loss.item()))');
    const source = IMPORTS + options + LOADER.replace("batch_size=16", "batch_size=args.batch_size if not args.no_cuda else 1") + NET + loop;
    expect(trace(source).batchSize).toBe(16);
    expect(objectivesOf(source)).toBe(1);
  });

  it.each([
    ["drop gradients after a step", LOOP.replace("    optimiser.zero_grad()\n", "").replace("optimiser.step()", "optimiser.step()\n    optimiser.zero_grad()")],
    ["drop those of a module", LOOP.replace("optimiser.zero", "net.zero")],
    ["sum losses by size_average", LOOP.replace("net(x).pow(2).mean()", "F.mse_loss(net(x), torch.zeros(16, 4), size_average=False)")],
  ])("%s", (_, loop) => {
    expect(objectivesOf(IMPORTS + LOADER + NET + loop)).toBe(1);
  });

  it("compute sizes with NumPy", () => {
    const source = `${IMPORTS}import numpy as np\nshape = (1, 28, 28)\n${LOADER}${NET.replace("nn.Linear(784, 4)", "nn.Linear(int(np.prod(shape)), 4)")}${LOOP}`;
    expect(objectivesOf(source)).toBe(1);
    expect(() => trace(source.replace("np.prod(shape)", "np.array(3)"))).toThrow(PythonProblem);
  });

  it.each([["tanh()", "", 0.5], ["sigmoid()", "", 1], ["view(16, 1, 28, 28)", ", value_range=(-3, 1)", 0.25]])("save images scaled to [0, 1]: of decoder(z).%s%s", (activation, option, scale) => {
    const save = `decoder = nn.Linear(2, 784)\nsave_image(decoder(torch.randn(16, 2)).${activation}.view(16, 1, 28, 28), "samples.png", nrow=4, normalize=True${option})\n`;
    const source = `${IMPORTS}from torchvision.utils import save_image\n${LOADER}${NET}${LOOP}`;
    const { pictures } = trace(source + save);
    expect(pictures!.operation).toBe("mul");
    expect(pictures!.inputs[1]!.leaf).toMatchObject({ kind: "constant", values: Float32Array.of(scale) });
  });

  it("do not save images whose range nothing bounds", () => {
    const save = 'decoder = nn.Linear(2, 784)\nsave_image(decoder(torch.randn(16, 2)), "samples.png", normalize=True)\n';
    expect(() => trace(`${IMPORTS}from torchvision.utils import save_image\n${LOADER}${NET}${LOOP}${save}`)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ instead: "end the decoder with tanh or sigmoid, or give value_range" }) }) as Error);
  });

  it("exclude a network from the other player's gradients", () => {
    const source = `${IMPORTS + LOADER + NET.replaceAll("net", "critic").replaceAll("optimiser", "judging")}generator = nn.Linear(2, 784)
playing = torch.optim.Adam(generator.parameters(), lr=0.01)
for x, _ in loader:
    critic.requires_grad_(True)
    made = generator(torch.randn(16, 2))
    judging.zero_grad()
    (critic(made.detach()) - critic(x)).mean().backward()
    judging.step()
    for p in critic.parameters():
        p.requires_grad = False
    playing.zero_grad()
    (-critic(made).mean()).backward()
    playing.step()
`;
    expect(objectivesOf(source)).toBe(2);
  });

  it("normalise a weight spectrally by a power iteration that keeps its vector in a buffer", () => {
    const layer = `class Spectral(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(0.1 * torch.randn(4, 784))
        self.register_buffer("u", torch.randn(4))
    def forward(self, x):
        v = F.normalize(self.u @ self.weight, dim=0)
        u = F.normalize(self.weight @ v, dim=0)
        with torch.no_grad():
            self.u.copy_(u)
        return F.linear(x, self.weight / (u @ self.weight @ v))
`;
    const source = `${IMPORTS}${layer}${LOADER}${NET.replace("nn.Linear(784, 4)", "Spectral()").replaceAll("net", "critic").replaceAll("optimiser", "judging")}generator = nn.Linear(2, 784)
playing = torch.optim.Adam(generator.parameters(), lr=0.01)
for x, _ in loader:
    made = generator(torch.randn(16, 2))
    d_loss = (critic(made.detach()) - critic(x)).mean()
    judging.zero_grad()
    d_loss.backward()
    judging.step()
    playing.zero_grad()
    (-critic(made).mean()).backward()
    playing.step()
`;
    expect(objectivesOf(source)).toBe(2);
  });

  it("without zero_grad() are refused", () => {
    expect(() => trace(IMPORTS + LOADER + NET + LOOP.replace("    optimiser.zero_grad()\n", ""))).toThrow(PythonProblem);
  });
});

describe("initial values", () => {
  const spreadOf = (lines: string) => {
    const model = modelOf(IMPORTS + LOADER + NET.replace("optimiser =", `${lines}\noptimiser =`) + LOOP);
    const [layer] = Object.values(model.networks({ batch: 16, lr: 0.01 })["net"]!.layers).flatMap(({ parameters }) => Object.values(parameters)).filter(({ shape }) => shape.length === 2);
    return layer!.init;
  };
  it.each<[string, string, unknown]>([
    ["by layer type", "def begin(m):\n    if m.__class__.__name__.find('Linear') != -1:\n        nn.init.normal_(m.weight.data, 0.0, 0.02)\nnet.apply(begin)", { kind: "normal", mean: 0, deviation: 0.02 }],
    ["in place", "net[1].weight.data.normal_(1, 0.5)", { kind: "normal", mean: 1, deviation: 0.5 }],
    ["scaled within no_grad()", "nn.init.normal_(net[1].weight)\nwith torch.no_grad():\n    net[1].weight *= 3", { kind: "normal", mean: 0, deviation: 3 }],
    ["of Glorot & Bengio 2010", "nn.init.xavier_normal_(net[1].weight, gain=nn.init.calculate_gain('relu'))", { kind: "normal", mean: 0, deviation: Math.SQRT2 * Math.sqrt(2 / 788) }],
    ["of He et al. 2015", "nn.init.kaiming_normal_(net[1].weight, mode='fan_out', nonlinearity='relu')", { kind: "normal", mean: 0, deviation: Math.SQRT2 / 2 }],
    ["uniform, of He et al. 2015", "nn.init.kaiming_uniform_(net[1].weight)", { kind: "fanIn", fanIn: 784 / 6 }],
    ["a number", "net[1].weight.data.fill_(0.5)", { kind: "constant", value: 0.5 }],
  ])("%s", (_, lines, expected) => {
    const found = spreadOf(lines);
    for (const [key, value] of Object.entries(expected as object)) {
      if (typeof value === "number") expect((found as unknown as Record<string, number>)[key]).toBeCloseTo(value, 4);
      else expect(found).toHaveProperty(key, value);
    }
  });
});
