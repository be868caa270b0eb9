/** Programs as students write them, with functions, layers and distributions of the library. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { makeStep, settingsAt } from "../../engine/step/step";
import { drawNoise } from "../../engine/step/noise";
import { firstState } from "../../engine/step/trainState";
import { initialise } from "../../engine/step/weights";
import { greyBatch, useBackend } from "../../engine/testing";
import { tf } from "../../engine/device/tf";
import { PythonProblem } from "../python/problem";
import type { Span } from "../python/syntax";
import { evaluate } from "./evaluate";
import { modelOf } from "./model";
import { trace } from "./trace";

beforeAll(() => useBackend("cpu"));

const program = (body: string, networks = "") => `
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Independent, Laplace, Normal, kl_divergence
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
loader = DataLoader(datasets.MNIST("data", train=True, download=True, transform=transform), batch_size=16, shuffle=True, num_workers=2)
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 12), nn.LayerNorm(12), nn.GELU(), nn.Linear(12, 4)).to(device)
${networks}
optimiser = torch.optim.Adam(net.parameters(), lr=0.01)
for epoch in range(2):
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimiser.zero_grad()
${body.trim().split("\n").map((line) => `        ${line}`).join("\n")}
        loss.backward()
        optimiser.step()
`;

/** Returns the value of the last scalar of a program without training, computed from a batch of x. */
async function lossOf(body: string): Promise<number> {
  const { objectives } = trace(program(`probe = ${body}\nloss = probe + 0 * net(x).sum()`));
  const batch = greyBatch(16);
  const [value] = evaluate(tf, objectives[0]!.losses, (leaf, node) => {
    if (leaf.kind === "batch") return leaf.of === "images" ? batch.x : leaf.of === "classes" ? batch.y : tf.reshape(tensor2d([Array.from({ length: 16 }, (_, i) => i % 10)]), [16]);
    if (leaf.kind === "stored") return tf.reshape(tensor2d([Array.from({ length: node.shape.reduce((a, b) => a * b, 1) }, () => 0.01)]), [...node.shape]);
    throw new Error("no draw");
  });
  return (await value!.data())[0]!;
}

it("a classifier of the usual form trains: images and labels of MNIST with transforms, a device, layers and a loss as a module", async () => {
  const model = modelOf(program("loss = nn.CrossEntropyLoss()(net(x), y % 4)"));
  const settings = defaultsOf(model.hyperparameters);
  const step = makeStep(model, settings);
  const specs = model.networks(settings);
  let state = firstState(specs, initialise(specs, 1));
  const losses: number[] = [];
  for (let t = 1; t <= 40; t++) {
    const result = step(state, [{ batch: greyBatch(16), noise: drawNoise(model, settings, { seed: 5, purpose: "eps", step: t }) }], settingsAt(model, settings, t));
    losses.push((await result.losses.data())[0]!);
    state = result.state;
  }
  expect(losses[0]).toBeGreaterThan(1.2);
  expect(losses.at(-1)).toBeLessThan(0.5);
});

it("losses may be summed and printed as tutorials do, although they are not known before training", () => {
  const networks = `
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.layer = nn.Linear(784, 3)

    def forward(self, x):
        return F.silu(self.layer(x.view(-1, 784)))

net, total = Net(), 0`;
  const body = 'loss = F.l1_loss(net(x), torch.ones(16, 3))\ntotal += loss.item() * len(x) / len(loader.dataset)\nprint("loss {:.3f}".format(total))';
  expect(trace(program(body, networks)).objectives).toHaveLength(1);
  expect(() => trace(program(`${body}\nif loss.item() < 1: break`, networks))).toThrow(/not known before training/);
});

it("variables of the library name no terms, and lines of it have no shapes", () => {
  const source = program("recon = F.huber_loss(net(x), torch.zeros(16, 4))\nloss = recon");
  const spans: Span[] = [];
  const { objectives } = trace(source, (_, span) => spans.push(span));
  expect(objectives.flatMap(({ summands }) => summands.map(({ written }) => written))).toEqual(["recon"]);
  expect(spans.length).toBeGreaterThan(5);
  expect(spans.every(({ to }) => to <= source.length)).toBe(true);
});

it("a refusal within the library is one of the call", () => {
  const source = program('loss = F.huber_loss(net(x), net(x), reduction="median")');
  let problem: unknown;
  try {
    trace(source);
  } catch (caught) {
    problem = caught;
  }
  expect(problem).toBeInstanceOf(PythonProblem);
  const { message, span } = problem as PythonProblem;
  expect(message).toMatch(/There is no reduction "median"/);
  expect(source.slice(span.from, span.to)).toBe('F.huber_loss(net(x), net(x), reduction="median")');
});

it.each([["Tensor([1, 2.5])", 3.5], ["FloatTensor([[1, 2], [3, 4]])", 10], ["Tensor(2, 3).fill_(0.5)", 3]])("torch.%s has floats", async (call, sum) => {
  expect(await lossOf(`torch.${call}.sum()`)).toBeCloseTo(sum, 5);
});

describe("distributions", () => {
  it.each([
    ["kl_divergence(Normal(torch.tensor(1.0), torch.tensor(2.0)), Normal(torch.tensor(0.0), torch.tensor(1.0)))", 0.5 * (4 + 1 - 1 - Math.log(4))],
    ["Normal(torch.tensor(0.0), torch.tensor(1.0)).cdf(torch.tensor(1.0))", 0.8413447],
    ["Laplace(torch.tensor(0.0), torch.tensor(2.0)).log_prob(torch.tensor(-1.0))", -Math.log(4) - 0.5],
    ["Bernoulli(logits=torch.tensor(0.3)).log_prob(torch.tensor(1.0))", -Math.log(1 + Math.exp(-0.3))],
    ["Categorical(logits=torch.tensor([1.0, 2.0, 3.0])).log_prob(torch.tensor(2))", 3 - Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3))],
    ["Categorical(probs=torch.tensor([1.0, 1.0, 2.0])).entropy()", 0.5 * Math.log(4) + 0.5 * Math.log(2)],
    ["Independent(Normal(torch.zeros(3), torch.ones(3)), 1).log_prob(torch.zeros(3))", -1.5 * Math.log(2 * Math.PI)],
  ])("%s", async (body, expected) => {
    expect(await lossOf(body)).toBeCloseTo(expected, 5);
  });

  const BERNOULLI = "pixels = Bernoulli(logits=net(x)[:, :1])\n";
  it.each([["x", ""], ["x.view(16, -1)", ""], ["(x + 1) / 2", ""], ["x.flatten(1)", "validate_args=True, "]])("Bernoulli has no probability of the grey pixels %s", (value, option) => {
    const source = program(`${BERNOULLI.replace("logits", `${option}logits`)}loss = -pixels.log_prob((${value}).view(16, 784)).mean()`);
    expect(() => trace(source)).toThrow(/0 or 1, and the images of a batch are grey.*validate_args=False/);
  });

  it.each([["(x > 0.5).float()", ""], ["x.round()", ""], ["torch.bernoulli(x)", ""], ["y.float()[:, None]", ""], ["x", "validate_args=False, "]])("Bernoulli has a probability of %s", (value, option) => {
    expect(trace(program(`${BERNOULLI.replace("logits", `${option}logits`)}loss = -pixels.log_prob((${value}).view(16, -1)).mean()`)).objectives).toHaveLength(1);
  });
});

describe("indices", () => {
  it.each([
    ["several tensors choose together", "torch.arange(12).view(3, 4)[torch.arange(3), torch.tensor([0, 1, 3])].sum().float()", 0 + 5 + 11],
    ["a list", "torch.arange(12).view(3, 4)[[0, 2], 1].sum().float()", 1 + 9],
    ["from the end", "torch.arange(4)[torch.tensor([-1])].sum().float()", 3],
    ["a known mask", "torch.arange(4)[torch.arange(4) > 1].sum().float()", 5],
  ])("%s", async (_, body, expected) => {
    expect(await lossOf(body)).toBe(expected);
  });

  it("tensors with a slice between them are refused", () => {
    expect(() => trace(program("loss = x[torch.arange(16), :, torch.arange(16)].sum()"))).toThrow(/one dimension after the other/);
  });
});

describe("binary_cross_entropy", () => {
  const lossOfOutput = (input: string) => () => trace(program(`a = net(x)\nloss = nn.BCELoss()(${input}, torch.ones_like(${input}))`, "conv = nn.Conv2d(1, 1, 3, bias=False)"));
  it.each(["a", "a.flatten()", "3 * a", "torch.tanh(a)", "F.leaky_relu(a[:, :1], 0.2)", "torch.randn_like(a)", "conv(x)"])("refuses %s, which has negative numbers", (input) => {
    expect(lossOfOutput(input)).toThrow(/apply torch.sigmoid.*between 0 and 1/);
  });

  it.each(["a.sigmoid()", "a.softmax(1)", "a.clamp(0, 1)", "torch.tanh(a) / 2 + 0.5", "torch.exp(-a**2)", "a[:, :1] * 0 + torch.rand_like(a[:, :1])", "a.abs() / (1 + a.abs())"])("takes %s", (input) => {
    expect(lossOfOutput(input)().objectives).toHaveLength(1);
  });
});

it.each([["binary_cross_entropy_with_logits", "1", "torch.ones_like(input)"], ["binary_cross_entropy_with_logits", "0.", "torch.zeros_like(input)"], ["binary_cross_entropy", "0.9", "torch.full_like(input, 0.9)"]])("%s needs a tensor as its target: not %s, but %s", (name, target, instead) => {
  expect(() => trace(program(`loss = F.${name}(net(x).sigmoid(), ${target})`))).toThrow(`write ${instead}, where`);
});

it("binary_cross_entropy has finite gradients where a probability is 0 or 1", async () => {
  const { objectives } = trace(program("p = torch.sigmoid(100 * net(x).sum(1) * (2 * (y % 2) - 1))\nloss = F.binary_cross_entropy(p, (y % 2).float())"));
  const [loss] = objectives[0]!.losses;
  const batch = greyBatch(16);
  const gradient = tf.grad((scale) => evaluate(tf, [loss!], (leaf, node) => {
    if (leaf.kind === "batch") return leaf.of === "images" ? batch.x : tf.reshape(tensor2d([Array.from({ length: 16 }, (_, i) => i % 10)]), [16]);
    return tf.mul(scale, tf.reshape(tensor2d([Array.from({ length: node.shape.reduce((a, b) => a * b, 1) }, (_, i) => 1 + i % 3)]), [...node.shape]));
  })[0]!)(tf.scalar(1));
  expect(Number.isFinite((await gradient.data())[0]!)).toBe(true);
});
