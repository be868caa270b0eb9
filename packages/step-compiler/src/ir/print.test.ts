/** The step of a small VAE is written down operation by operation, to see its plan as text and to run it. */
import { describe, expect, it } from "vitest";
import type { Graph, Id, MapFunction, Node, Shape } from "./graph";
import { plan } from "../passes";
import { lower } from "../passes/lower";
import { printGraph, printPlan, printTasks, totalsOf } from "./print";
import { expectPromises, expectSameSteps, OPTIONS } from "../passes/testing";

type Sizes = readonly [batch: number, pixels: number, hidden: number, latent: number];

/** Builds the step: one hidden layer on each side, softplus loss, KL, all gradients, Adam. */
function vaeStep([batch, pixelCount, hidden, latent]: Sizes): Graph {
  const nodes: Node[] = [];
  const outputs: Record<string, Id> = {};
  const add = (node: Node): Id => nodes.push(node) - 1;
  const input = (name: string, ...shape: number[]) => add({ op: "input", name, shape });
  const number = (data: number) => add({ op: "constant", data, shape: [] });
  const shapeOf = (id: Id): Shape => nodes[id]!.shape;
  const map = (fn: MapFunction, ...args: Id[]) =>
    add({ op: "map", fn, args, shape: args.map(shapeOf).reduce((a, b) => (b.length > a.length ? b : a)) });
  const sum = (arg: Id, ...axes: number[]) =>
    add({ op: "reduce", combine: "sum", arg, axes, shape: shapeOf(arg).filter((_, axis) => !axes.includes(axis)) });
  const product = (left: Id, right: Id, transposed: "" | "left" | "right" = "") => {
    const [a, b] = shapeOf(left) as [number, number];
    const [c, d] = shapeOf(right) as [number, number];
    const [m, k, n] = [transposed === "left" ? b : a, transposed === "left" ? a : b, transposed === "right" ? c : d];
    return add({
      op: "contract", left, right, shape: [m, n],
      parts: [{
        rows: [{ size: m, left: transposed === "left" ? 1 : b, out: n }],
        columns: [{ size: n, right: transposed === "right" ? d : 1, out: 1 }],
        inner: [{ size: k, left: transposed === "left" ? b : 1, right: transposed === "right" ? 1 : d }],
        leftOffset: 0, rightOffset: 0, outOffset: 0,
      }],
    });
  };

  const x = input("x", batch, pixelCount);
  const eps = input("eps", batch, latent);
  const [rate, vScale] = [input("rate"), input("vScale")];
  const layer = (name: string, from: number, to: number) => ({ name, w: input(`weights/${name}/w`, from, to), b: input(`weights/${name}/b`, to) });
  const encoder = layer("encoder", pixelCount, hidden);
  const mean = layer("mean", hidden, latent);
  const logVar = layer("logVar", hidden, latent);
  const decoder = layer("decoder", latent, hidden);
  const pixels = layer("pixels", hidden, pixelCount);
  const dense = (value: Id, { w, b }: typeof encoder) => map("add", product(value, w), b);

  const before = dense(x, encoder);
  const h = map("max", before, number(0));
  const mu = dense(h, mean);
  const s = dense(h, logVar);
  const deviation = map("exp", map("mul", s, number(0.5)));
  const z = map("add", mu, map("mul", eps, deviation));
  const decoderBefore = dense(z, decoder);
  const g = map("max", decoderBefore, number(0));
  const logits = dense(g, pixels);
  const reconstruction = map("mul", sum(map("sub", map("softplus", logits), map("mul", x, logits)), 0, 1), number(1 / batch));
  const kl = sum(map("sub", map("sub", map("add", map("exp", s), map("mul", mu, mu)), number(1)), s), 0, 1);
  const halfKl = map("mul", kl, number(0.5 / batch));
  const line = (id: Id) => add({ op: "reshape", arg: id, shape: [1] });
  outputs["losses"] = add({
    op: "assemble", pieces: [{ arg: line(reconstruction), begin: [0] }, { arg: line(halfKl), begin: [1] }], shape: [2],
  });

  const update = ({ name, w, b }: typeof encoder, value: Id, gradient: Id) => {
    for (const [part, weight, dw] of [["w", w, product(value, gradient, "left")], ["b", b, sum(gradient, 0)]] as const) {
      const [m, v] = ["m", "v"].map((kind) => input(`${kind}/${name}/${part}`, ...shapeOf(weight))) as [Id, Id];
      const nextM = map("add", map("mul", m, number(0.9)), map("mul", dw, number(0.1)));
      const nextV = map("add", map("mul", v, number(0.999)), map("mul", map("mul", dw, dw), number(0.001)));
      const size = map("add", map("sqrt", map("mul", nextV, vScale)), number(1e-8));
      outputs[`weights/${name}/${part}`] = map("sub", weight, map("div", map("mul", nextM, rate), size));
      outputs[`m/${name}/${part}`] = nextM;
      outputs[`v/${name}/${part}`] = nextV;
    }
  };
  const dLogits = map("mul", map("sub", map("sigmoid", logits), x), number(1 / batch));
  const dG = map("mul", product(dLogits, pixels.w, "right"), map("step", decoderBefore, number(0)));
  const dZ = product(dG, decoder.w, "right");
  const dMu = map("add", dZ, map("mul", mu, number(1 / batch)));
  const dNoise = map("mul", map("mul", map("mul", dZ, eps), deviation), number(0.5));
  const dS = map("add", dNoise, map("mul", map("sub", map("exp", s), number(1)), number(0.5 / batch)));
  const dH = map("add", product(dMu, mean.w, "right"), product(dS, logVar.w, "right"));
  const dBefore = map("mul", dH, map("step", before, number(0)));
  update(pixels, g, dLogits);
  update(decoder, z, dG);
  update(mean, h, dMu);
  update(logVar, h, dS);
  update(encoder, x, dBefore);
  return { nodes, outputs };
}

const graph = vaeStep([4, 6, 5, 2]);
const inFullSize = vaeStep([128, 784, 400, 20]);

/** Returns the lines of all kernels but the updates of weights. */
const withoutUpdates = (text: string): string =>
  text.split("\n\n")[0]!.split(/\n(?=\d+: )/).filter((kernel) => !kernel.includes("m/")).join("\n");

describe("the plan of a VAE's step", () => {
  it("reads well", () => {
    expect(withoutUpdates(printPlan(plan(graph)))).toMatchInlineSnapshot(`
      "0: product x × weights/encoder/w: [4, 6] × [6, 5] → contract[4,5]
      1: loop [4,5]
          contract[4,5] = max(contract[4,5] + weights/encoder/b{0,1}, 0)
      2: product contract[4,5] × weights/mean/w: [4, 5] × [5, 2] → contract[4,2]
      3: product contract[4,5] × weights/logVar/w: [4, 5] × [5, 2] → contract[4,2]#2
      4: loop [4,2]
          t2 = contract[4,2]#2 + weights/logVar/b{0,1}
          t5 = exp(t2 · 0.5)
          t8 = contract[4,2] + weights/mean/b{0,1}
          contract[4,2]#2 = t5
          contract[4,2] = t8 + (eps · t5)
          sum[]{0,0} = sum of ((exp(t2) + (t8 · t8)) − 1) − t2
          mul[4,2] = t8 · 0.25
          mul[4,2]#2 = (exp(t2) − 1) · 0.125
      5: product contract[4,2] × weights/decoder/w: [4, 2] × [2, 5] → contract[4,5]#5
      6: loop [4,5]
          contract[4,5]#5 = max(contract[4,5]#5 + weights/decoder/b{0,1}, 0)
      7: product contract[4,5]#5 × weights/pixels/w: [4, 5] × [5, 6] → contract[4,6]
      8: loop [4,6]
          t2 = contract[4,6] + weights/pixels/b{0,1}
          t10 = (sigmoid(t2) − x) · 0.25
          sum[]#2{0,0} = sum of softplus(t2) − (x · t2)
          contract[4,6] = t10
          sum[6]{0,1} = sum of t10
      9: loop [1]
          losses = sum[]#2 · 0.25
          losses{1+0} = sum[] · 0.125
      11: product contract[4,6] × weights/pixels/w: [4, 6] × [6, 5] → contract[4,5]#3
      12: product contract[4,5]#5 × contract[4,6]: [5, 4] × [4, 6] → contract[5,6]
      13: loop [4,5]
          t4 = contract[4,5]#3 · step(contract[4,5]#5, 0)
          contract[4,5]#3 = t4
          sum[5]#2{0,1} = sum of t4
      14: product contract[4,5]#3 × weights/decoder/w: [4, 5] × [5, 2] → contract[4,2]#3
      15: product contract[4,2] × contract[4,5]#3: [2, 4] × [4, 5] → contract[2,5]
      16: loop [4,2]
          t2 = contract[4,2]#3 + mul[4,2]
          t10 = (((contract[4,2]#3 · eps) · contract[4,2]#2) · 0.5) + mul[4,2]#2
          contract[4,2]#3 = t2
          mul[4,2] = t10
          sum[2]{0,1} = sum of t2
          sum[2]#2{0,1} = sum of t10
      18: product contract[4,2]#3 × weights/mean/w: [4, 2] × [2, 5] → contract[4,5]#4
      19: product contract[4,5] × contract[4,2]#3: [5, 4] × [4, 2] → contract[5,2]
      20: product contract[4,5] × mul[4,2]: [5, 4] × [4, 2] → contract[5,2]#2
      21: product mul[4,2] × weights/logVar/w: [4, 2] × [2, 5] → contract[4,5]#2
      23: loop [4,5]
          t6 = (contract[4,5]#4 + contract[4,5]#2) · step(contract[4,5], 0)
          contract[4,5]#4 = t6
          sum[5]{0,1} = sum of t6
      25: product x × contract[4,5]#4: [6, 4] × [4, 5] → contract[6,5]"
    `);
  });

  it("ends with the storages and the totals", () => {
    const [, places, totals] = printPlan(plan(graph)).split("\n\n");
    expect(places).toContain("weights/encoder/w: 30 at ");
    expect(totals).toMatchInlineSnapshot(`"27 kernels, 14 of them contractions; 11.52 kB of 2.568 kB; 0.003972 MFLOP"`);
  });

  it("updates large weights in place, each as soon as its gradient exists", () => {
    const kernels = printPlan(plan(inFullSize)).split("\n\n")[0]!.split(/\n(?=\d+: )/);
    const at = kernels.findIndex((kernel) => kernel.includes("weights/pixels/w = "));
    expect(kernels.slice(at - 1, at + 1).join("\n")).toMatchInlineSnapshot(`
      "13: product contract[128,400]#4 × contract[128,784]: [400, 128] × [128, 784] → contract[400,784]
      14: loop [313600]
          t6 = (m/pixels/w · 0.9) + (contract[400,784] · 0.1)
          t13 = (v/pixels/w · 0.999) + ((contract[400,784] · contract[400,784]) · 0.001)
          m/pixels/w = t6
          v/pixels/w = t13
          weights/pixels/w = weights/pixels/w − ((t6 · rate{0}) / (sqrt(t13 · vScale{0}) + 1e-8))"
    `);
  });

  it.each([
    [{}, 28], [{ epilogues: true }, 23], [{ singleReduction: true }, 29], [{ epilogues: true, singleReduction: true }, 24],
  ])("takes few kernels with %o", (options, kernels) => expect(totalsOf(plan(inFullSize, options)).kernels).toBe(kernels));

  it.each(OPTIONS)("computes what the graph says with %o", (options) => {
    const steps = [1, 2].map((step) => Object.fromEntries(graph.nodes.flatMap((node, i) => {
      if (node.op !== "input" || (step > 1 && node.name in graph.outputs)) return [];
      const size = node.shape.reduce((a, b) => a * b, 1);
      const values = Float32Array.from({ length: size }, (_, k) => Math.sin(5 * step + 3 * i + 2 * k));
      return [[node.name, node.name.startsWith("v/") || node.shape.length === 0 ? values.map((v) => v * v / 10) : values]];
    })));
    for (const backwards of [false, true]) expectSameSteps({ graph, steps }, options, backwards);
    expectPromises(plan(graph, options), options);
  });
});

it("a graph is printed node by node", () => {
  const small: Graph = {
    nodes: [
      { op: "input", name: "x", shape: [2, 3] }, { op: "constant", data: 0.5, shape: [] },
      { op: "map", fn: "mul", args: [0, 1], shape: [2, 3] }, { op: "slice", arg: 2, begin: [0, 1], shape: [2, 2] },
      { op: "reduce", combine: "max", arg: 3, axes: [1], shape: [2] },
      { op: "assemble", pieces: [{ arg: 4, begin: [1] }], shape: [4] }, { op: "reshape", arg: 5, shape: [2, 2] },
    ],
    outputs: { y: 6 },
  };
  expect(printGraph(small)).toMatchInlineSnapshot(`
    "%0 [2,3] = input x
    %1 [] = constant 0.5
    %2 [2,3] = mul %0 %1
    %3 [2,2] = slice %2 from [0,1]
    %4 [2] = max %3 over axes 1
    %5 [4] = assemble %4 at [1]
    %6 [2,2] = reshape %5
    y = %6"
  `);
});

it("prints tasks with their views", () => {
  const nodes: Node[] = [
    { op: "input", name: "w", shape: [2, 3] },
    { op: "input", name: "b", shape: [3] },
    { op: "expand", arg: 1, shape: [2, 3] },
    { op: "map", fn: "add", args: [0, 2], shape: [2, 3] },
    { op: "slice", arg: 3, begin: [0, 1], shape: [2, 1] },
    { op: "reduce", combine: "sum", arg: 4, axes: [0], shape: [1] },
  ];
  expect(printTasks(lower({ nodes, outputs: { w: 3, last: 5 } }))).toMatchInlineSnapshot(`
    "%2 w = add %0 %1{2×0 3×1}
    %3 last{2×0} = sum %2{1: 2×3}
    %2 is stored in w"
  `);
});
