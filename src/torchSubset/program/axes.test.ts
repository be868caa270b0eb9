import { expect, it } from "vitest";
import { checkProgram } from "./check";
import { SMALL_VAE } from "./smallVae";

const axesOf = (source: string) => {
  const { problem } = checkProgram(source);
  return problem && { code: source.slice(problem.span.from, problem.span.to), ...problem.axes };
};

it("the message about a layer and a value of different widths has both widths and the program's constants", () => {
  expect(axesOf(SMALL_VAE.replace("decoder = nn.Sequential(nn.Linear(2,", "decoder = nn.Sequential(nn.Linear(3,"))).toEqual({
    code: "decoder(z)", call: { layer: "decoder", takes: 3, value: "z", has: 2, shapes: "[16, 2] × [3, 8]", message: "(mat1 and mat2 shapes cannot be multiplied (16x2 and 3x8))" },
    axes: [{ kind: "batch", length: 16 }, { kind: "constant", name: "hidden", length: 8 }],
  });
});

it("a layer within the called one does not say what that one takes", () => {
  const found = axesOf(SMALL_VAE.replace("nn.Linear(hidden, 784), nn.Sigmoid()", "nn.Linear(9, 784), nn.Sigmoid()"));
  expect(found).toMatchObject({ code: "decoder(z)", call: null });
  expect(found!.axes).toContainEqual({ kind: "pixels", length: 784 });
  expect(found!.axes).toContainEqual({ kind: "constant", name: "hidden", length: 8 });
});

it("the axes of an element-wise operation, with constants for the batch and the code", () => {
  const source = SMALL_VAE.replace("hidden = 8\n", "hidden = 8\nbatch_size = 32\nlatent = 2\nepochs = 8\n").replace("DataLoader(images, 16,", "DataLoader(images, batch_size,").replace("    error =", "    off = z - decoder(z)\n    error =");
  expect(axesOf(source)).toMatchObject({ code: "z - decoder(z)", call: null, axes: [{ name: "batch_size", length: 32 }, { name: "latent", length: 2 }, { kind: "pixels", length: 784 }] });
});

it("other problems have no axes", () => {
  expect(axesOf(SMALL_VAE.replace("z = mu", "z = mew"))).toEqual({ code: "mew" });
});
