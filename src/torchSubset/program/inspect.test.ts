import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { tf } from "../../engine/device/tf";
import { useBackend } from "../../engine/testing";
import type { Leaves } from "./evaluate";
import { gradientOf, inspect, valueOf, type InspectedProgram } from "./inspect";
import { namesIn } from "./lines";
import { SMALL_VAE } from "./smallVae";
import { summaryOf } from "./summary";

beforeAll(() => useBackend("wasm"));

/** Numbers that differ from each other. */
const numbers = (count: number, seed: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(12.9898 * (i + 1) + seed));

const leaves: Leaves = (leaf, { shape }) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = numbers(size, leaf.kind === "stored" ? leaf.stored.name.length : leaf.kind === "batch" ? 100 : 200);
  return tensor(leaf.kind === "batch" ? values.map(Math.abs) : values.map((one) => 0.1 * one), [...shape]);
};

const nodeIn = ({ lines }: InspectedProgram, name: string) => lines.flatMap(({ tensors }) => tensors ?? []).find((one) => one.name === name)!.node;
const dataOf = async (of: Tensor | null) => (of ? [...await of.data()] : null);

describe("the lines of a program", () => {
  it("have the tensors that they compute in the first step, by the names that the program gives them", () => {
    const { lines } = inspect(SMALL_VAE);
    const text = SMALL_VAE.split("\n");
    const found = lines.map(({ line, tensors, isPrinted }) => [text[line]!.trim().split(" = ")[0], tensors?.map(({ name, node }) => [name, node.shape.join()]) ?? null, isPrinted]);
    expect(found).toEqual([
      ["images", null, false],
      ["mu, log_var", [["mu", "16,2"], ["log_var", "16,2"]], false], ["z", [["z", "16,2"]], false], ["error", [["error", ""]], false], ["kl", [["kl", ""]], false],
    ]);
  });

  it("are those of every print, with other arguments or without", () => {
    const source = SMALL_VAE.replace("    optimiser.zero_grad()", '    print(z)\n    print("kl", kl, mu)\n    print("no tensor")\n    optimiser.zero_grad()');
    const printed = inspect(source).lines.filter(({ isPrinted }) => isPrinted);
    expect(printed.map(({ tensors }) => tensors!.map(({ name }) => name))).toEqual([["z"], ["kl", "mu"]]);
  });

  it.each([
    ["a, b = f(x)", 2, ["a", "b"]], ["self.x[0] = f(x, y)", 1, ["self.x[0] = f(x, y)"]], ["total = a == b", 1, ["total"]], ["pair = f(x), g(y)", 2, ["pair = f(x), g(y) [0]", "pair = f(x), g(y) [1]"]],
    ['print("a, b", f(x, y), [z])', 3, ['"a, b"', "f(x, y)", "[z]"]], ["encoder(x).sum()", 1, ["encoder(x).sum()"]],
  ])("%s", (text, parts, names) => {
    expect(namesIn(text, { from: 0, to: text.length }, parts)).toEqual(names);
  });
});

describe("values and gradients", () => {
  it("are those of the loss", async () => {
    const program = inspect(SMALL_VAE);
    const [mu, logVar, z, kl] = ["mu", "log_var", "z", "kl"].map((name) => nodeIn(program, name)) as [never, never, never, never];
    const [means, logVars] = await Promise.all([mu, logVar].map((node) => dataOf(valueOf(tf, program, node, 0, leaves))));
    const expected = means!.reduce((sum, one, i) => sum + 0.5 * (one ** 2 + Math.exp(logVars![i]!) - logVars![i]! - 1), 0) / 16;
    expect((await dataOf(valueOf(tf, program, kl, 0, leaves)))![0]).toBeCloseTo(expected, 5);
    // The KL has the weight 2 in the loss.
    expect(await dataOf(gradientOf(tf, program, kl, 0, leaves, valueOf(tf, program, kl, 0, leaves)))).toEqual([2]);
    const gradient = async (node: never) => (await dataOf(gradientOf(tf, program, node, 0, leaves, valueOf(tf, program, node, 0, leaves))))!;
    const [ofZ, ofMu] = [await gradient(z), await gradient(mu)];
    ofMu.forEach((value, i) => expect(value).toBeCloseTo(ofZ[i]! + (2 * means![i]!) / 16, 5));
  });

  it("are those of the step that is shown if factors depend on it, and there are no gradients of what trains nothing", async () => {
    const source = SMALL_VAE.replace("for x in loader:", "step = 0\nfor x in loader:").replace("(error + beta * kl).backward()", "loss = error + beta * min(1, step / 100) * kl\n    still = z.detach()\n    loss.backward()\n    step += 1");
    const program = inspect(source);
    const at = async (name: string, step: number) => {
      const node = nodeIn(program, name);
      const value = valueOf(tf, program, node, step, leaves);
      return { value: (await dataOf(value))![0]!, gradient: await dataOf(gradientOf(tf, program, node, step, leaves, value)) };
    };
    const [error, kl] = [await at("error", 50), await at("kl", 50)];
    expect(kl.gradient).toEqual([1]);
    expect((await at("loss", 50)).value).toBeCloseTo(error.value + kl.value, 4);
    expect((await at("loss", 0)).value).toBeCloseTo(error.value, 4);
    expect([(await at("still", 0)).gradient, (await at("loss", 0)).gradient]).toEqual([null, null]);
  });

  it("reach a transposed matrix that a line computes", async () => {
    const source = SMALL_VAE.replace("    error =", "    turned = decoder[0].weight.t()\n    error =").replace("decoder(z) - x", "decoder[1:](z @ turned) - x").replace("decoder[1:](z @ turned)", "decoder[3](decoder[2](decoder[1](z @ turned)))");
    const program = inspect(source);
    const node = nodeIn(program, "turned");
    const gradient = await dataOf(gradientOf(tf, program, node, 0, leaves, valueOf(tf, program, node, 0, leaves)));
    expect(gradient!.some((one) => one !== 0)).toBe(true);
  });
});

it("numbers are summarised without those that are not finite", () => {
  expect(summaryOf(Float32Array.of(1, NaN, 3, Infinity), [4])).toMatchObject({ notFinite: 2, finite: { mean: 2, deviation: 1, min: 1, max: 3 }, images: null });
  expect(summaryOf(Float32Array.of(NaN), [])).toMatchObject({ notFinite: 1, finite: null, histogram: [] });
  const { histogram, images } = summaryOf(numbers(20 * 784, 1), [20, 1, 28, 28]);
  expect([histogram.reduce((sum, one) => sum + one), images!.length]).toEqual([20 * 784, 10 * 784]);
});
