import { tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { derivatives as gradients } from "../../engine/device/derivatives";
import { tf } from "../../engine/device/tf";
import { read } from "../../engine/follow/read";
import { useBackend } from "../../engine/testing";
import { evaluate, type Leaves } from "./evaluate";
import { gradientFlow } from "./gradientFlow";
import { gradientOf, inspect, valueOf } from "./inspect";
import { SMALL_VAE } from "./smallVae";

beforeAll(() => useBackend("wasm"));

/** Numbers that differ from each other. `moved`: what is added to one number of one parameter. */
const leavesWith = (moved?: { readonly name: string; readonly place: number; readonly by: number }): Leaves => (leaf, { shape }) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const [seed, factor] = leaf.kind === "stored" ? [leaf.stored.name.length, 0.1] : leaf.kind === "batch" ? [100, 1] : [200, 0.1];
  const values = Float32Array.from({ length: size }, (_, i) => factor * Math.sin(12.9898 * (i + 1) + seed));
  if (leaf.kind === "stored" && leaf.stored.name === moved?.name) values[moved.place]! += moved.by;
  return tensor(leaf.kind === "batch" ? values.map(Math.abs) : values, [...shape]);
};
const leaves = leavesWith();

async function flowOf(source: string, at = 0) {
  const program = inspect(source);
  const { lines, jumps } = await gradientFlow(tf, program, source, at, leaves, { read, gradients });
  const text = source.split("\n");
  const nameOf = (line: number) => text[line]!.trim().split(" = ")[0]!;
  // If a line has several tensors, this is the first one.
  return { program, sizes: Object.fromEntries(lines.map(({ line, of, size }) => [`${of === "parameters" ? "w " : ""}${nameOf(line)}`, size]).toReversed()), jumps: jumps.map(({ of, from, to, ratio }) => [of, nameOf(from), nameOf(to), ratio] as const) };
}

const withLoss = (lines: readonly string[], loss: string) => SMALL_VAE.replace("    optimiser.zero_grad()", [...lines, "optimiser.zero_grad()"].map((line) => `    ${line}`).join("\n")).replace("(error + beta * kl)", `(${loss})`);

const rms = (values: ArrayLike<number>) => Math.sqrt(Array.from(values).reduce((sum, one) => sum + one ** 2, 0) / values.length);

describe("the gradients of lines", () => {
  it("are those of each line alone", async () => {
    const { program, sizes, jumps } = await flowOf(SMALL_VAE);
    expect(Object.keys(sizes).toReversed()).toEqual(["mu, log_var", "z", "error", "kl", "w encoder", "w decoder"]);
    expect([sizes["error"], sizes["kl"]]).toEqual([1, 2]);
    const z = program.lines.flatMap(({ tensors }) => tensors ?? []).find(({ name }) => name === "z")!.node;
    const [alone] = await read(() => [gradientOf(tf, program, z, 0, leaves, valueOf(tf, program, z, 0, leaves))!]);
    expect(sizes["z"]).toBeCloseTo(rms(alone!), 6);
    expect(jumps).toEqual([]);
  });

  it("of parameters are the differences of the loss", async () => {
    // One number, so that its difference quotient is all of its line.
    const source = SMALL_VAE.replace("for x in loader:", "scale = nn.Parameter(torch.tensor(0.5))\nfor x in loader:").replace("decoder.parameters()]", "decoder.parameters(), scale]")
      .replace("optimiser = ", "scale = nn.Parameter(torch.tensor(0.5))\noptimiser = ").replace("\nscale = nn.Parameter(torch.tensor(0.5))\nfor", "\nfor").replace("beta * kl)", "beta * kl + (scale * mu).exp().mean())");
    const { program, sizes } = await flowOf(source);
    const lossWith = async (by: number) => {
      const [value] = await read(() => evaluate(tf, program.step.objectives[0]!.losses, leavesWith({ name: "scale", place: 0, by })));
      return value![0]!;
    };
    const h = 0.05;
    // The loss has several hundred nats, so float32 leaves few digits of a difference.
    expect(sizes["w scale"]).toBeCloseTo(Math.abs(await lossWith(h) - await lossWith(-h)) / (2 * h), 2);
  });

  it("have the factors of the step", async () => {
    const source = SMALL_VAE.replace("for x in loader:", "step = 0\nfor x in loader:").replace("(error + beta * kl).backward()", "loss = error + beta * min(1, step / 100) * kl\n    loss.backward()\n    step += 1");
    expect((await flowOf(source, 50)).sizes["kl"]).toBe(1);
    expect((await flowOf(source, 0)).sizes["kl"]).toBe(0);
  });
});

describe("gradients that change by orders of magnitude", () => {
  it("vanish in a stack of sigmoids, by the product of their derivatives", async () => {
    const stack = ["a = mu.sigmoid()", "b = a.sigmoid()", "c = b.sigmoid()", "d = c.sigmoid()"];
    const { program, sizes, jumps } = await flowOf(withLoss(stack, "d.sum()"));
    const mu = program.lines.flatMap(({ tensors }) => tensors ?? []).find(({ name }) => name === "mu")!.node;
    const [values] = await read(() => [valueOf(tf, program, mu, 0, leaves)]);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const expected = [...values!].map((x) => {
      let [slope, at] = [1, sigmoid(x)];
      for (let k = 1; k < stack.length; k++, at = sigmoid(at)) slope *= sigmoid(at) * (1 - sigmoid(at));
      return slope;
    });
    expect(sizes["a"]).toBeCloseTo(rms(expected), 7);
    expect(sizes["d"]).toBe(1);
    expect(jumps).toEqual([]); // 0.23³ is above 1/1000
    const deeper = await flowOf(withLoss([...stack, "e = d.sigmoid()", "f = e.sigmoid()"], "f.sum()"));
    expect(deeper.jumps).toEqual([["value", "f", "mu, log_var", expect.closeTo(deeper.sizes["mu, log_var"]!, 8)]]);
  });

  it("vanish in a saturated loss, beyond the mean over the batch", async () => {
    const score = "score = mu[:, :1] + 12";
    const { jumps } = await flowOf(withLoss([score, "fake = torch.log(1 - torch.sigmoid(-score)).mean()"], "fake + error"));
    expect(jumps.map(([of, from, to]) => [of, from, to])).toEqual([["value", "fake", "score"]]);
    expect((await flowOf(withLoss(["score = mu[:, :1] + 0", "fake = F.softplus(score).mean()"], "fake + error").replace("import torch\n", "import torch\nimport torch.nn.functional as F\n"))).jumps).toEqual([]);
  });

  it("explode, and parameters of layers in separate lines have their own gradients", async () => {
    const source = withLoss(["grown = mu * 1", "more = grown * 5000"], "more.sum()");
    expect((await flowOf(source)).jumps.map(([of, from, to, ratio]) => [of, from, to, ratio >= 1000])).toEqual([["value", "more", "grown", true]]);
    const layers = SMALL_VAE.replace("nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 4))",
      `nn.Sequential(\n    nn.Linear(784, 8),\n${"    nn.Sigmoid(), nn.Linear(8, 8),\n".repeat(5)}    nn.Sigmoid(), nn.Linear(8, 4))`);
    const [jump] = (await flowOf(layers)).jumps;
    expect(jump!.slice(0, 1)).toEqual(["parameters"]);
    expect(jump![3]).toBeLessThan(1e-3);
  });
});
