/** What functions compute on batches: draws that do not depend on their order, and PyTorch's rules for gradients. */
import { beforeAll, expect, it } from "vitest";
import { tf } from "../../engine/device/tf";
import { useBackend } from "../../engine/testing";
import { callFunctions, compute } from "./compute";

beforeAll(() => useBackend("cpu"));

const batches = `
import torch
from torch import nn
w = nn.Parameter(torch.tensor([1.0, 1.0, 1.0]))
def check_f(f):
    return f(w)
`;

async function computedBy(body: string) {
  const called = callFunctions(`import torch\ndef f(w):\n    ${body.split("\n").join("\n    ")}\n`, batches, { f: "f" }).get("f")!;
  if (called.kind !== "called") throw new Error(JSON.stringify(called));
  const { results, gradients } = await compute(tf, called, [1]);
  return { values: results[0]!.map(({ values }) => [...values]), gradients: gradients[0]!.map((one) => [...one.get("w")!]) };
}

it("a draw has the same numbers whatever was drawn before it", async () => {
  const one = await computedBy("a = torch.rand(2)\nb = torch.randn(3)\nreturn a, b");
  const other = await computedBy("b = torch.randn(1, 3).view(3)\nreturn torch.rand(2), b");
  expect(other.values).toEqual(one.values);
  const [first, second] = (await computedBy("return torch.randn(3), torch.randn(3)")).values;
  expect(first).toEqual(one.values[1]);
  expect(second).not.toEqual(first);
});

it("no gradient flows through what is computed within torch.no_grad(), or through a gradient without a graph", async () => {
  const [weights] = (await computedBy("return w * 1.0")).gradients; // those of the sum that is differentiated
  expect((await computedBy("with torch.no_grad():\n    a = 2 * w\nreturn a * w")).gradients).toEqual([weights!.map((one) => 2 * one)]);
  const cube = (options: string) => computedBy(`x = w * 1.0\ng, = torch.autograd.grad((x ** 3).sum(), x${options})\nreturn g + w`);
  expect((await cube("")).gradients).toEqual([weights]);
  const [withGraph] = (await cube(", create_graph=True")).gradients; // 3 w² + w
  withGraph!.forEach((one, i) => expect(one).toBeCloseTo(7 * weights![i]!, 5));
});

it("torch.autograd.grad takes lists, and weights of outputs that are several numbers", async () => {
  const values = async (body: string) => (await computedBy(`x = (w * torch.tensor([1.0, 2.0, 3.0])).requires_grad_(True)\n${body}`)).values;
  expect(await values("return torch.autograd.grad([x ** 2], [x], grad_outputs=torch.tensor([1.0, 0.0, 2.0]))[0]")).toEqual([[2, 0, 12]]);
  expect(await values("y = x + 1.0\nreturn torch.autograd.grad(outputs=(y ** 2).sum(), inputs=(x, y), retain_graph=True)")).toEqual([[4, 6, 8], [4, 6, 8]]);
});

it("as in PyTorch, a gradient is taken only at tensors that require one", async () => {
  expect((await computedBy("x = w.detach()\nx.requires_grad_(True)\nreturn torch.autograd.grad((x ** 2).sum(), x)")).values).toEqual([[2, 2, 2]]);
  await expect(computedBy("x = w.detach()\nreturn torch.autograd.grad((w * x).sum(), x)")).rejects.toThrow("does not require grad");
});

it("refuses third derivatives, whose rules are missing", () => {
  const program = "import torch\ndef f(w):\n    x = w * 1.0\n    g, = torch.autograd.grad((x**4).sum(), x, create_graph=True)\n    h, = torch.autograd.grad(g.sum(), x, create_graph=True)\n    return h";
  expect(callFunctions(program, batches, { f: "f" }).get("f")).toMatchObject({ kind: "problem", problem: { kind: "unsupported" } });
  expect(callFunctions(program.replace("g.sum(), x, create_graph=True", "g.sum(), x"), batches, { f: "f" }).get("f")).toMatchObject({ kind: "called" });
});

it("says why a function computes nothing", () => {
  const failureOf = (program: string) => callFunctions(program, batches, { f: "f" }).get("f");
  expect(failureOf("g = 1")).toEqual({ kind: "missing" });
  expect(failureOf("def f(w):\n    return 3")).toEqual({ kind: "no-tensors", found: "int" });
  expect(failureOf("def f(w): return w.summ()")).toMatchObject({ kind: "problem", problem: { kind: "unknown-attribute" } });
  expect(failureOf("def f(w:")).toMatchObject({ kind: "problem", problem: { kind: "syntax" } });
  expect(failureOf("def f(w): return f(w)")).toMatchObject({ kind: "problem", problem: { kind: "too-much" } });
});

it("numbers of a distribution follow each other, whether they are one draw or many", async () => {
  const [one] = (await computedBy("return torch.randn(2, 3)")).values;
  const [rows] = (await computedBy("return torch.stack([torch.randn(3) for _ in range(2)])")).values;
  expect(rows).toEqual(one);
  const called = callFunctions("import torch\ndef f(w):\n    return torch.stack([torch.randn(2) for _ in range(3)], dim=1), 0 * w", batches, { f: "f" }).get("f")!;
  if (called.kind !== "called") throw new Error(JSON.stringify(called));
  const columns = await compute(tf, called, [1], { layouts: { normal: { isMirrored: true, columnsOf: [[2, 3]] } }, gradients: false });
  expect([...columns.results[0]![0]!.values]).toEqual(one!.map((number) => -number));
});

it("constants of the program may have other numbers", () => {
  const shapeWith = (constants: Record<string, number>) => {
    const called = callFunctions("import torch\nn = 3\nones = torch.ones(n)\ndef f(w):\n    return ones * w.sum() * n", batches, { f: "f" }, { constants }).get("f")!;
    return called.kind === "called" ? called.results[0]!.shape : called;
  };
  expect(shapeWith({})).toEqual([3]);
  expect(shapeWith({ n: 5, m: 7 })).toEqual([5]);
});

it("a function that trains is refused at its first call that does so", () => {
  const failureOf = (body: string) => callFunctions(`import torch\noptimiser = None\ndef f(w):\n    loss = (w ** 2).sum()\n    ${body}\n    return loss`, batches, { f: "f" }).get("f");
  expect(failureOf("pass")).toMatchObject({ kind: "called" });
  expect(failureOf("loss.backward()")).toMatchObject({ kind: "problem", problem: { kind: "trains" } });
  expect(failureOf("loss.backward()\n    w.grad.norm()")).toMatchObject({ kind: "problem", problem: { kind: "trains" } });
});

it("as in PyTorch, a part that chunk returns is not changed in place", () => {
  const failureOf = (body: string) => callFunctions(`import torch\ndef f(w):\n    a, b = torch.cat([w, 2 * w]).chunk(2)\n    ${body}\n    return a`, batches, { f: "f" }).get("f");
  expect(failureOf("a *= 2")).toMatchObject({ kind: "problem", problem: { kind: "value", callee: "in place" } });
  expect(failureOf("a = a * 2\n    a += b")).toMatchObject({ kind: "called" });
});

it("tensors as indices choose the places that are assigned", async () => {
  expect((await computedBy("y = torch.zeros(2, 3)\ny[torch.arange(2), torch.tensor([2, -3])] = 1\nreturn y")).values).toEqual([[0, 0, 1, 1, 0, 0]]);
  expect((await computedBy("y = torch.ones(2, 2)\ny[1, torch.tensor(0)] = torch.tensor(5.0)\nreturn y")).values).toEqual([[1, 1, 5, 1]]);
});
