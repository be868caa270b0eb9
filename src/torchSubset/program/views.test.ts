/** Changes in place, and gradients where PyTorch's rules are special. */
import { beforeAll, describe, expect, it } from "vitest";
import { useBackend } from "../../engine/testing";
import { outcomeOfProgram } from "./testing";
import { weightOf } from "./weights";

beforeAll(() => useBackend("cpu"));

/** Executes lines that change v, a copy of x = [[1, 2], [3, 4]], and compares the sum of v with weights 1, 2, 3, … and its derivative with respect to x. */
async function outcomeOf(lines: string, sum: number, derivative: readonly number[]) {
  const program = `import torch\nimport torch.nn.functional as F\nfrom torch import nn\nv = x * 1\n${lines.replaceAll("; ", "\n")}\nresult = ((v.reshape(-1) * torch.arange(1, v.numel() + 1)).sum(),)\n`;
  const float = (shape: readonly number[], values: readonly number[]) => ({ shape, values, dtype: "float" as const });
  return outcomeOfProgram({
    program, inputs: { x: { tensor: float([2, 2], [1, 2, 3, 4]), isTrained: true } }, parameters: {},
    outputs: [float([], [sum])], gradients: [float([2, 2], derivative.map((one) => one * weightOf(0)))],
  });
}

describe("a change in place", () => {
  it.each([
    ["of a part that is indexed", "v[0] += 1", 33, [1, 2, 3, 4]],
    ["of every second row", "v[::2] *= 3", 40, [3, 6, 3, 4]],
    ["of a view", "w = v.view(-1); w += 1", 40, [1, 2, 3, 4]],
    ["of a part of a view", "w = v.view(-1)[1:3]; w.mul_(2)", 43, [1, 4, 6, 4]],
    ["of a transposed tensor", "w = v.T; w[0] = 0", 20, [0, 2, 0, 4]],
    ["of the tensor of a view", "w = v.unsqueeze(0); v += 1; v = w", 40, [1, 2, 3, 4]],
    ["of a detached tensor", "w = v.detach(); w *= 2", 60, [1, 2, 3, 4]],
    ["of a row of an index", "for i in range(2):\n    row = v[i]\n    row *= 2", 60, [2, 4, 6, 8]],
    ["of a part that tensor_split returns", "w = v.tensor_split(2)[0]; w += 1", 33, [1, 2, 3, 4]],
    ["within torch.no_grad(), which leaves the gradient as it is", "with torch.no_grad():\n    v *= 2", 60, [1, 2, 3, 4]],
    ["of a detached tensor within torch.no_grad(), by one that has a gradient", "w = v.detach()\nwith torch.no_grad():\n    w.copy_(x * 2)", 60, [1, 2, 3, 4]],
    ["of a tensor without a gradient within torch.no_grad(), by one that has one", "w = torch.zeros(2, 2)\nwith torch.no_grad():\n    w.copy_(x)\nv = w * x", 100, [1, 4, 9, 16]],
    ["of a view within torch.no_grad()", "with torch.no_grad():\n    w = v.view(-1)\n    w *= 2", 60, [1, 2, 3, 4]],
    ["by relu with inplace=True", "v -= 2; w = F.relu(v, inplace=True)", 11, [0, 0, 3, 4]],
    ["by a layer with inplace=True", "v -= 2; w = nn.Sequential(nn.Identity(), nn.LeakyReLU(0.5, inplace=True))(v)", 10.5, [0.5, 1, 3, 4]],
    ["by a layer of the library with inplace=True", "v -= 2; w = nn.ReLU6(inplace=True)(v)", 11, [0, 0, 3, 4]],
    ["of a reshaped tensor, which is a copy as its elements are not in order", "w = v.T.reshape(-1); w += 1", 30, [1, 2, 3, 4]],
    ["of the tensor of an expanded one", "w = v[:1].expand(2, 2); v[0] += 1; v = w", 26, [4, 6, 0, 0]],
    ["of a clone", "w = v.clone(); w += 1", 30, [1, 2, 3, 4]],
    ["of a number", "w = v.sum().item(); w += 1", 30, [1, 2, 3, 4]],
    ["with numbers that are broadcast", "v.copy_(torch.tensor([1.0, 2.0]))", 16, [0, 0, 0, 0]],
    ["of rows that a mask chooses", "v[torch.tensor([True, False])] = 0", 25, [0, 0, 3, 4]],
    ["of rows that a list of bools chooses", "v[[True, False]] = 0", 25, [0, 0, 3, 4]],
    ["of places that a list names", "w = v.view(-1); w[[0, 2]] = 0", 20, [0, 2, 0, 4]],
    ["where a mask in a tuple is true", "v[(v > 2,)] = 0", 5, [1, 2, 0, 0]],
    ["with the whole index", "v[...] = x[0] * 2", 32, [8, 12, 0, 0]],
  ])("%s", async (_, lines, sum, derivative) => {
    expect(await outcomeOf(lines, sum, derivative)).toEqual({ kind: "passed" });
  });

  it.each(["v[[1]] *= 2", "w = v.view(-1); w[[1, 1]] = torch.tensor([5.0, 6.0])", "v[True] = 0", "v[torch.tensor([True, False, True])] = 0"])("is refused, as it has no rule: %s", async (lines) => {
    expect(await outcomeOf(lines, 0, [])).toHaveProperty("kind", "refused");
  });

  const BUFFER = "class Holder(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.register_buffer('u', torch.zeros(2, 2))\nm = Holder()\n";
  it.each([
    ["passes gradients on", "m.u.copy_(x * 2); v = m.u * x", 200, [4, 16, 36, 64]],
    ["is detached within torch.no_grad()", "u = x * 2\nwith torch.no_grad():\n    m.u.copy_(u)\nv = m.u * x", 200, [2, 8, 18, 32]],
    ["is detached within torch.no_grad(), if a whole index is assigned", "u = x * 2\nwith torch.no_grad():\n    m.u[...] = u\nv = m.u * x", 200, [2, 8, 18, 32]],
    ["is detached, if it is one of .data", "m.u.data.copy_(x * 2); v = m.u * x", 200, [2, 8, 18, 32]],
    ["is detached, if it is a product with .data", "m.u.data.add_(1).mul_(x * 2); v = m.u * x", 200, [2, 8, 18, 32]],
    ["is a copy, which the other tensor does not change", "u = x * 2; m.u.copy_(u); u += 1; v = m.u * x", 200, [4, 16, 36, 64]],
    ["is a copy, which does not change the other tensor", "u = x * 2; m.u.copy_(u); m.u.zero_(); v = u * x", 200, [4, 16, 36, 64]],
  ])("of a buffer %s", async (_, lines, sum, derivative) => {
    expect(await outcomeOf(BUFFER + lines, sum, derivative)).toEqual({ kind: "passed" });
  });

  it("follows rows that a list of bools chooses", async () => {
    expect(await outcomeOf("v = v[[True, False]]; v += 1", 8, [1, 2, 0, 0])).toEqual({ kind: "passed" });
  });

  it.each(["for row in v:\n    row *= 2", "w = v.split(1); w[0].zero_()", "a, b = v.unbind(1); a += b", "a, b = v; a += b", "w = v.chunk(2)[0].view(-1); w += 1", "w = v.diagonal(); w += 1"])("is refused: %s", async (lines) => {
    expect(await outcomeOf(lines, 0, [])).toEqual({ kind: "refused", reason: expect.stringContaining("compute a new tensor") as string });
  });

  it("of a detached tensor by one that has a gradient is refused", async () => {
    expect(await outcomeOf("w = v.detach(); w[:] = x", 30, [1, 2, 3, 4])).toHaveProperty("kind", "refused");
  });

  it("of an expanded tensor is refused", async () => {
    expect(await outcomeOf("w = v[0].expand(2, 2); w[0] += 1", 30, [1, 2, 3, 4])).toHaveProperty("kind", "refused");
  });

  it("of integers by floats is refused", async () => {
    expect(await outcomeOf("k = torch.arange(3); k += 0.5", 0, [])).toEqual({ kind: "refused", reason: expect.stringMatching(/integers cannot take floats/) as string });
  });
});

describe("no gradient flows", () => {
  it.each([
    ["through what torch.no_grad() computes", "with torch.no_grad():\n    w = x * 2\nv = w * x", 200, [2, 8, 18, 32]],
    ["through a product that torch.no_grad() computes", "with torch.no_grad():\n    w = F.linear(torch.eye(2), x).T\nv = w * x", 100, [1, 4, 9, 16]],
    ["through x[:] within torch.no_grad()", "with torch.no_grad():\n    w = x[:]\nv = w * x", 100, [1, 4, 9, 16]],
    ["through x.data", "v = v.data * v", 100, [1, 4, 9, 16]],
    ["through a gradient without create_graph", "v = torch.autograd.grad((x**2).sum(), x)[0] * x", 200, [2, 8, 18, 32]],
  ])("%s", async (_, lines, sum, derivative) => {
    expect(await outcomeOf(lines, sum, derivative)).toEqual({ kind: "passed" });
  });
});

describe("equal largest elements", () => {
  it.each([
    ["share the gradient of amax", "v = (x * 0).amax() + x * 0", 0, [0, 0, 0, 0]],
    ["share the gradient of amax of a sum", "v = (x - x.detach()).amax((0, 1)).reshape(1)", 0, [0.25, 0.25, 0.25, 0.25]],
    ["share that of max of all", "v = (x - x.detach()).max().reshape(1)", 0, [0.25, 0.25, 0.25, 0.25]],
    ["have the first one's of max of a dimension", "v = (x - x.detach()).max(1)[0]", 0, [1, 0, 2, 0]],
    ["have the first one's of fmax", "v = torch.fmax(x, x.detach())", 30, [1, 2, 3, 4]],
    ["share that of maximum", "v = torch.maximum(x, x.detach())", 30, [0.5, 1, 1.5, 2]],
  ])("%s", async (_, lines, sum, derivative) => {
    expect(await outcomeOf(lines, sum, derivative)).toEqual({ kind: "passed" });
  });
});

describe("second derivatives", () => {
  const second = (body: string, slope: (x: number) => number, curve: (x: number) => number) => [body, [1, 2, 3, 4].reduce((sum, x) => sum + x * slope(x / 4), 0), [1, 2, 3, 4].map((x) => (x * curve(x / 4)) / 4)] as const;
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  it.each([
    second("t.exp()", Math.exp, Math.exp),
    second("t.tanh()", (x) => 1 - Math.tanh(x) ** 2, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)),
    second("t.sigmoid()", (x) => sigmoid(x) * (1 - sigmoid(x)), (x) => sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x))),
    second("torch.stack((t, t)).repeat(2, 1, 1)**3 / 12", (x) => x ** 2, (x) => 2 * x),
    second("t**1.5", (x) => 1.5 * x ** 0.5, (x) => 0.75 * x ** -0.5),
  ])("%s", async (body, sum, derivative) => {
    expect(await outcomeOf(`t = x / 4; v = torch.autograd.grad((${body}).sum(), t, create_graph=True)[0]`, sum, derivative)).toEqual({ kind: "passed" });
  });
});

it.each([
  ["norm of tiny numbers", "v = (v * 1e-6).norm(dim=1) * 1e6", Math.hypot(1, 2) + 2 * Math.hypot(3, 4), [1 / Math.hypot(1, 2), 2 / Math.hypot(1, 2), 6 / 5, 8 / 5]],
  ["std of equal numbers", "v = (x * 0).std(1)", 0, [0, 0, 0, 0]],
  ["prelu of a number", "v = F.prelu(x.sum(), torch.tensor([0.5]))[None]", 10, [1, 1, 1, 1]],
  ["a product with a transposition that changes nothing", "v = torch.ones(1, 2) @ x.permute(0, 1)", 16, [1, 2, 1, 2]],
  ["asinh at 0", "v = torch.asinh(x - x.detach())", 0, [1, 2, 3, 4]],
  ["elu at 0", "v = F.elu(x - x.detach())", 0, [1, 2, 3, 4]],
  ["prelu at 0", "v = F.prelu(x - x.detach(), torch.tensor(0.5))", 0, [0.5, 1, 1.5, 2]],
  ["relu6 at 0", "v = F.relu6(x - x.detach())", 0, [0, 0, 0, 0]],
  ["atan2 of 0", "v = torch.atan2(x - x.detach(), -x)", 10 * Math.PI, [-1, -1, -1, -1]],
])("the gradient of %s", async (_, lines, sum, derivative) => {
  expect(await outcomeOf(lines, sum, derivative)).toEqual({ kind: "passed" });
});

it.each(["torch.arange(1e9)", "torch.linspace(0, 1, 1000000000)", "torch.eye(1000000)", "torch.zeros(10**9)", "x.repeat(10**9, 1)", "x.repeat_interleave(10**9)", "F.one_hot(torch.arange(2), 10**9)", "F.conv2d(x[None, None], x[None, None], groups=10**9)"])(
  "%s is refused before memory is taken", async (body) => {
    expect(await outcomeOf(`v = ${body}`, 0, [])).toHaveProperty("kind", "refused"); // otherwise it takes a minute
  });
