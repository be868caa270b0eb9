import { describe, expect, it } from "vitest";
import { PythonProblem } from "../python/problem";
import { trace } from "./trace";

/** A program with this body of its loss and of its loop. */
const program = ({ loss = "return ((decoder(encoder(x)) - x)**2).sum(1).mean()", loop = ["optimiser.zero_grad()", "loss_of(x).backward()", "optimiser.step()"], networks = "" } = {}) => `
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets

hidden = 5
mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255
loader = DataLoader(images, 8, shuffle=True, drop_last=True)
encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 3))
decoder = nn.Linear(3, 784)
${networks}
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.01)

def loss_of(x):
    ${loss}

for epoch in range(3):
    for x in loader:
${loop.map((line) => `        ${line}`).join("\n")}
`;

/** Returns what is refused, and its place in the program. */
function problemOf(source: string): readonly [sentence: string, part: string] | null {
  try {
    trace(source);
  } catch (caught) {
    if (!(caught instanceof PythonProblem)) throw caught;
    return [caught.message, source.slice(caught.span.from, caught.span.to)];
  }
  return null;
}

it("reads a step off a program: its objective, and its parameters with their names and first values", () => {
  const source = program();
  const { batchSize, objectives, stored } = trace(source);
  expect(batchSize).toBe(8);
  expect(objectives).toMatchObject([{ repeats: 1, groups: [{ kind: "Adam", rate: 0.01, beta1: 0.9, beta2: 0.999 }], losses: [{ shape: [] }] }]);
  expect(stored.map(({ name, shape }) => `${name} ${shape.join("×")}`)).toEqual([
    "encoder.0.weight 5×784", "encoder.0.bias 5", "encoder.2.weight 3×5", "encoder.2.bias 3", "decoder.weight 784×3", "decoder.bias 784",
  ]);
  expect(stored[0]!.start).toEqual({ kind: "uniform", from: -1 / 28, to: 1 / 28 });
});

it("finds the shortest repetition of updates, and how many batches one takes", () => {
  const twice = ["for _ in range(2):", "    optimiser.zero_grad()", "    loss_of(x).backward()", "    optimiser.step()"];
  const other = ["other.zero_grad()", "(decoder(encoder(x))**2).mean().backward()", "other.step()"];
  const networks = "other = torch.optim.RMSprop(decoder.parameters(), lr=0.1)";
  expect(trace(program({ loop: [...twice, ...other], networks })).objectives.map(({ repeats, groups }) => `${repeats} ${groups.map(({ kind }) => kind).join()}`)).toEqual(["2 Adam", "1 RMSprop"]);
});

it("weights may be clipped by p.data", () => {
  const loop = ["optimiser.zero_grad()", "loss_of(x).backward()", "optimiser.step()", "for p in [*encoder.parameters(), *decoder.parameters()]:", "    p.data.clamp_(-0.1, 0.1)"];
  expect(trace(program({ loop })).objectives).toMatchObject([{ clip: expect.closeTo(0.1, 6) as number }]);
});

describe("a program that PyTorch would refuse, too, is refused at the smallest part that is wrong, with PyTorch's message", () => {
  it.each([
    ["a layer that does not fit", { loss: "return decoder(x).sum()" }, "decoder(x)", /It takes 3 numbers, and x \[8, 784\] has 784. \(mat1 and mat2 shapes cannot be multiplied \(8x784 and 3x784\)\)/],
    ["a product of matrices", { loss: "return (x @ encoder(x)).sum()" }, "(x @ encoder(x))", /\[8, 784\] × \[8, 3\]: 784 columns do not meet 8 rows/],
    ["shapes that cannot be broadcast", { loss: "return (x - encoder(x)).sum()" }, "(x - encoder(x))", /The size of tensor a \(784\) must match the size of tensor b \(3\) at non-singleton dimension 1/],
    ["a target of another shape", { loss: 'return F.binary_cross_entropy_with_logits(encoder(x), x, reduction="none").sum()' }, "F.binary_cross_entropy_with_logits(encoder(x), x, reduction=\"none\")", /Target size/],
    ["a view of another size", { loss: "return x.view(8, 100).sum()" }, "x.view(8, 100)", /shape '\[8, 100\]' is invalid for input of size 6272/],
    ["a dimension that does not exist", { loss: "return decoder(encoder(x)).sum(2).mean()" }, "decoder(encoder(x)).sum(2)", /Dimension out of range/],
    ["a loss of many numbers", { loss: "return decoder(encoder(x)).sum(1)" }, "loss_of(x).backward()", /grad can be implicitly created only for scalar outputs/],
    ["a loss without parameters", { loss: "return (x**2).mean()" }, "loss_of(x).backward()", /does not require grad/],
    ["a detached loss", { loss: "return decoder(encoder(x)).mean().detach()" }, "loss_of(x).backward()", /does not require grad/],
    ["gradients that add up", { loop: ["loss_of(x).backward()", "optimiser.step()"] }, "optimiser.step()", /zero_grad\(\) was not called/],
    ["a step without gradients", { loop: ["optimiser.zero_grad()", "optimiser.step()"] }, "optimiser.step()", /backward\(\) was not called/],
    ["a parameter changed in place", { loss: "decoder.bias += 1; return decoder(encoder(x)).mean()" }, "decoder.bias += 1", /a leaf Variable that requires grad/],
    ["integers as floats", { loss: "return torch.arange(3).mean()" }, "torch.arange(3).mean()", /could not infer output dtype/],
    ["a value that decides before training", { loss: "return decoder(encoder(x)).mean() if x.sum() > 0 else x.sum()" }, "decoder(encoder(x)).mean() if x.sum() > 0 else x.sum()", /not known before training/],
    ["an unknown function", { loss: "return torch.summ(x)" }, "summ", /Is it "sum"\?/],
    ["an unknown setting of a layer", { networks: "more = nn.Linear(3, hiden)" }, "hiden", /Is it "hidden"\?/],
    ["a program that trains nothing", { loop: ["pass"] }, "", /trains nothing/],
  ])("%s", (_, parts, part, sentence) => {
    const [found, at] = problemOf(program(parts)) ?? [];
    expect(found).toMatch(sentence);
    expect(at).toBe(part);
  });
});
