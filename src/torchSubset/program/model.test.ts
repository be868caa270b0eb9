/** Models of programs train as the models whose programs they are. */
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { batchesPerStep, lossColumns, type Model } from "../../core/model/model";
import { sizeOf } from "../../core/model/parameters";
import { EXHAUSTIVE } from "../../core/testing";
import { PythonProblem } from "../python/problem";
import { tf } from "../../engine/device/tf";
import { drawNoise } from "../../engine/step/noise";
import { makeStep, settingsAt } from "../../engine/step/step";
import { dataShapes, type StepData } from "../../engine/step/stepData";
import { firstState, releaseState } from "../../engine/step/trainState";
import { bind, initialise, parametersOf, type Tensors } from "../../engine/step/weights";
import { greyBatch, smallSettings, useBackend } from "../../engine/testing";
import { findModel } from "../../subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { inTorchOrder } from "../../page/torch/decoder";
import { KL_TEX, RECONSTRUCTION_TEX } from "./bound";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

beforeAll(() => useBackend("wasm"));

const STEPS = EXHAUSTIVE ? 50 : 12;

/** Trains from these weights. Returns the losses of each step, [steps][columns]. */
async function train(model: Model, h: HyperparameterValues, weights: Tensors, dataOf: (step: number) => readonly StepData[]): Promise<readonly (readonly number[])[]> {
  const step = makeStep(model, h);
  let state = firstState(model.networks(h), weights);
  const rows: number[][] = [];
  for (let t = 1; t <= STEPS; t++) {
    const { state: next, losses } = step(state, dataOf(t), settingsAt(model, h, t));
    rows.push([...await losses.data()]);
    losses.dispose();
    state = next;
  }
  releaseState(state);
  return rows;
}

/** Returns a model's program, traced, and what leads from the model's parameters to the program's. */
function programOf(model: Model, h: HyperparameterValues) {
  const { parameters, ...written } = torchProgram(model, torchOf(model), h, 1);
  const names = new Map(parameters.map((one) => [one.python, one]));
  const program = modelOf(textOf(linesOf({ parameters, ...written })));
  return { model: program, settings: defaultsOf(program.hyperparameters), names };
}

it.each([
  "vae", "missing-vae", "vq-vae", "cgan", "wgan-gp", "latent-flow", "completion-cvae",
  ...(EXHAUSTIVE ? ["ae", "beta-vae", "cvae", "iwae", "mixture-vae", "ss-vae", "gan", "wgan", "sngan", "info-gan", "completion-cgan"] : []),
])("%s: its program has its first losses", async (id) => {
  const model = findModel(id)!;
  const h = smallSettings(model);
  const { model: program, settings, names } = programOf(model, h);
  expect(settings).toMatchObject({ batch: h["batch"] });
  expect(lossColumns(program).map(({ kind }) => kind)).toEqual(lossColumns(model).map(({ kind }) => kind));

  const weights = initialise(model.networks(h), 1);
  const theirs: Record<string, Tensor> = {};
  for (const { name, network, shape } of parametersOf(program.networks(settings))) {
    const own = names.get(`${network}.${name.split("/")[1]}`);
    const numbers = own
      ? inTorchOrder(own, { shape: weights[own.name]!.shape, data: await weights[own.name]!.data<"float32">() })
      : { shape, data: new Float32Array(sizeOf(shape)).fill(Number(name.includes("running_var"))) };
    theirs[name] = tensor(numbers.data, [...numbers.shape]);
  }

  const draws = model.objectives.flatMap((objective) => torchOf(model).objectives(h)[objective.id]!.draws);
  const theirNoise = Object.entries(program.noise(settings)).filter(([, { fixedPerSample }]) => !fixedPerSample).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  expect(theirNoise).toHaveLength(draws.length);
  const made = Array.from({ length: (STEPS + 1) * batchesPerStep(model, h) }, (_, i): StepData =>
    ({ batch: greyBatch(Number(h["batch"]), i, dataShapes(model, h)["batch0/x"]![1], model.missing?.share(h)), labelled: greyBatch(Number(h["batch"]), STEPS + 1 + i), noise: drawNoise(model, h, { seed: 5, purpose: "eps", step: i }) }));
  const withTheirNoise = ({ noise, ...images }: StepData): StepData =>
    ({ ...images, noise: Object.fromEntries(theirNoise.map(([name, { shape: [rows, columns] }], i) => [name, tf.reshape(noise[draws[i]!]!, [rows, columns])])) });
  const dataOf = (step: number) => made.slice(step * batchesPerStep(model, h), (step + 1) * batchesPerStep(model, h));
  const ours = await train(model, h, weights, dataOf);
  const its = await train(program, settings, theirs, (step) => dataOf(step).map(withTheirNoise));
  ours.forEach((row, t) => row.forEach((value, column) => {
    expect(Math.abs(its[t]![column]! - value) / Math.max(1, Math.abs(value)), `step ${t + 1}`).toBeLessThan(2e-5); // rounding differs, and steps add up
  }));
}, 120_000);

it("its terms are the summands of its loss, by the names of their variables, with their factors", () => {
  const model = findModel("beta-vae")!;
  const { model: program, settings } = programOf(model, smallSettings(model));
  expect(program.objectives).toHaveLength(1);
  expect(program.objectives[0]!.terms.map(({ id, weight }) => [id, weight?.value(settings, 0) ?? 1])).toEqual([["reconstruction", 1], ["kl", smallSettings(model)["beta"]]]);
});

it("names totals by the variables of its losses, which may be the sums of several that are backpropagated", () => {
  const source = textOf(linesOf(torchProgram(findModel("gan")!, torchOf(findModel("gan")!), smallSettings(findModel("gan")!), 1)));
  expect(lossColumns(modelOf(source)).find(({ kind }) => kind === "total")!.id).toBe("discriminator-total"); // its variable is called loss
  const total = (lines: string) => lossColumns(modelOf(`import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
D, G = nn.Linear(784, 1), nn.Linear(2, 784)
optimizerD, optimizerG = torch.optim.SGD(D.parameters(), lr=0.1), torch.optim.SGD(G.parameters(), lr=0.1)
for x in DataLoader(datasets.MNIST("data").data.view(-1, 784) / 255, 16):
    optimizerD.zero_grad()
    on_real = nn.functional.softplus(-D(x)).mean()
    on_fake = nn.functional.softplus(D(G(torch.randn(16, 2)).detach())).mean()
    ${lines.replaceAll("\n", "\n    ")}
    optimizerD.step()
    optimizerG.zero_grad()
    loss_G = nn.functional.softplus(-D(G(torch.randn(16, 2)))).mean()
    loss_G.backward()
    optimizerG.step()
`)).map(({ id }) => id)[2];
  expect(total("loss_D = (on_real + on_fake) / 2\nloss_D.backward()")).toBe("loss_D");
  expect(total("on_real.backward()\non_fake.backward()\nerrD = on_real + on_fake")).toBe("errD");
  expect(total("loss = on_real + on_fake\nloss.backward()")).toBe("D-total");
});

it("decodes any number of codes as the program draws its images", async () => {
  const model = findModel("vae")!;
  const h = smallSettings(model);
  const { model: program, settings } = programOf(model, h);
  const specs = program.networks(settings);
  const z = tf.tensor2d([[0.5, -1], [2, 0], [0, 0]]);
  const images = program.decode(tf, bind(specs, initialise(specs, 1), "use"), { z, y: z, given: z, noise: {} }, settings);
  expect(images.shape).toEqual([3, 784]);
  const pixels = await images.data();
  expect(pixels.every((pixel) => pixel > 0 && pixel < 1)).toBe(true);
  expect(pixels[0]).not.toBe(pixels[784]);
});

it("repeats a row that is the same for all images as often as there are codes", async () => {
  const timed = (of: string) => SMALL_VAE.replace("nn.Linear(2, hidden)", "nn.Linear(3, hidden)").replace("decoder(z)", "decoder(torch.cat([z, z[:, :1] * 0 + 0.25], 1))")
    .replace("save_image(decoder(torch.randn(100, 2))", `codes = torch.randn(100, 2)\nsave_image(decoder(torch.cat([codes, ${of}], 1))`);
  const z = tf.tensor2d([[0.5, -1], [2, 0], [0, 0]]);
  const [images, same] = ["torch.full((100, 1), 0.25)", "codes[:, :1] * 0 + 0.25"].map((of) => {
    const program = modelOf(timed(of));
    const settings = defaultsOf(program.hyperparameters);
    return program.decode(tf, bind(program.networks(settings), initialise(program.networks(settings), 1), "use"), { z, y: z, given: z, noise: {} }, settings);
  });
  expect(images!.shape).toEqual([3, 784]);
  expect(await images!.data()).toEqual(await same!.data());
});

it("decodes codes with more axes, as those of a DCGAN", async () => {
  const z = tf.tensor2d([[0.5, -1], [2, 0], [0, 0]]);
  const [images, same] = ["torch.randn(64, 2, 1, 1).view(-1, 2)", "torch.randn(64, 2)"].map((codes) => {
    const program = modelOf(SMALL_VAE.replace("torch.randn(100, 2)", codes));
    const settings = defaultsOf(program.hyperparameters);
    expect(settings["latent"]).toBe(2);
    const specs = program.networks(settings);
    return program.decode(tf, bind(specs, initialise(specs, 1), "use"), { z, y: z, given: z, noise: {} }, settings);
  });
  expect(await images!.data()).toEqual(await same!.data());
});

it("numeric constants at the top are settings: weights and learning rates change during a run, sizes restart it, and what has no effect is none", () => {
  const { model: program, settings } = programOf(findModel("beta-vae")!, smallSettings(findModel("beta-vae")!));
  const small = smallSettings(findModel("beta-vae")!);
  expect(settings).toEqual({ batch: small["batch"], lr: small["lr"], latent: small["latent"], hidden: small["hidden"], beta: small["beta"] });
  expect(Object.entries(program.hyperparameters).filter(([, { live }]) => live).map(([id]) => id)).toEqual(["lr", "beta"]);
  const wider = { ...settings, hidden: 9, beta: 0.5, batch: 32 };
  expect(parametersOf(program.networks(wider)).map(({ shape }) => shape[0])).toContain(9);
  expect(Object.values(program.noise(wider)).map(({ shape }) => shape[0])).toEqual([32]);
  expect(program.objectives[0]!.terms.map(({ tex, weight }) => [tex, weight?.tex, weight?.value(wider, 0)])).toEqual([[RECONSTRUCTION_TEX, undefined, undefined], [KL_TEX, "\\beta", 0.5]]);
  expect(program.refusal!(wider)).toBeNull();
});

it("a constant may have the name of a property that every object has", () => {
  const source = textOf(linesOf(torchProgram(findModel("vae")!, torchOf(findModel("vae")!), smallSettings(findModel("vae")!), 1)));
  const tableWith = (name: string) => modelOf(source.replaceAll("hidden", name)).hyperparameters;
  expect(tableWith("toString")["toString"]).toMatchObject({ kind: "int", live: false });
  expect(tableWith("constructor")["constructor_"]).toMatchObject({ kind: "int", live: false }); // files cannot hold "constructor"
});

it("a constant that an operation has as an option is a setting that restarts the run", () => {
  const source = textOf(linesOf(torchProgram(findModel("gan")!, torchOf(findModel("gan")!), smallSettings(findModel("gan")!), 1)));
  const { hyperparameters } = modelOf(source.replaceAll("nn.LeakyReLU(0.2)", "nn.LeakyReLU(slope)").replace(/^latent = /m, "slope = 0.2\nlatent = "));
  expect(hyperparameters["slope"]).toMatchObject({ kind: "real", default: 0.2, live: false });
});

it("settings that do not fit together are refused with a sentence", () => {
  const source = textOf(linesOf(torchProgram(findModel("vae")!, torchOf(findModel("vae")!), smallSettings(findModel("vae")!), 1)));
  const program = modelOf(source.replace("nn.Linear(latent,", "nn.Linear(3 if hidden > 5 else 2,").replace(/^hidden = .*$/m, "hidden = 5").replace(/^latent = .*$/m, "latent = 2"));
  expect(program.refusal!({ ...defaultsOf(program.hyperparameters), hidden: 6 })?.message).toMatch(/mat1 and mat2/);
});

it("encodes images to the Gaussian that their codes are drawn from", async () => {
  const { model: program, settings } = programOf(findModel("vae")!, smallSettings(findModel("vae")!));
  const specs = program.networks(settings);
  const { mu, logVar } = program.encode!(tf, bind(specs, initialise(specs, 1), "use"), { x: tf.tensor2d(Array.from({ length: 5 }, (_, i) => Array.from({ length: 784 }, (__, k) => ((i + 1) * k % 7) / 7))), y: tf.tensor2d([[0]]) }, settings);
  expect([mu.shape, logVar!.shape]).toEqual([[5, 2], [5, 2]]);
  expect((await mu.data())[0]).not.toBe((await mu.data())[2]);
});

it("draws the class that is asked for", async () => {
  const { model: program, settings } = programOf(findModel("cvae")!, smallSettings(findModel("cvae")!));
  expect(program.conditional).toBe(true);
  const specs = program.networks(settings);
  const z = tf.tensor2d(new Float32Array(2 * Number(settings["latent"])), [2, Number(settings["latent"])]);
  const y = tf.tensor2d([0, 7].map((k) => Array.from({ length: 10 }, (_, i) => Number(i === k))));
  const pixels = await program.decode(tf, bind(specs, initialise(specs, 1), "use"), { z, y, given: z, noise: {} }, settings).data();
  expect(pixels[0]).not.toBe(pixels[784]);
});

it("parameters outside of modules have the names of their variables, and one that no loss depends on stays as it is", () => {
  const model = modelOf(SMALL_VAE.replace("optimiser = ", "shift = nn.Parameter(torch.randn(2))\nscale = nn.Parameter(torch.ones(2))\noptimiser = ")
    .replace("*decoder.parameters()]", "*decoder.parameters(), shift, scale]").replace("decoder(z)", "decoder(z + shift)").replace("torch.randn(100, 2)", "scale * torch.randn(100, 2)"));
  const specs = model.networks(defaultsOf(model.hyperparameters));
  expect(parametersOf(specs).flatMap(({ network, trainable }) => (/coder/.test(network) ? [] : [[network, trainable]]))).toEqual([["shift", true], ["scale", false]]);
});

it("a program that the engine cannot train is refused with a sentence", () => {
  const source = textOf(linesOf(torchProgram(findModel("vae")!, torchOf(findModel("vae")!), smallSettings(findModel("vae")!), 1)));
  const refused = (from: string, to: string) => () => modelOf(source.replace(from, to));
  expect(refused("[*encoder.parameters(), *decoder.parameters()]", "[*encoder.hidden.parameters(), *decoder.parameters()]")).toThrow(/has only a part of encoder/);
  expect(refused("kl = 0.5 * (mu**2", "kl = 0.5 * (mu.multinomial(1)**2")).toThrow(/multinomial has no supported gradient yet/);
  expect(refused("nothing", "")).not.toThrow(PythonProblem);
  const flow = findModel("flow")!;
  expect(() => modelOf(textOf(linesOf(torchProgram(flow, torchOf(flow), smallSettings(flow), 1))))).toThrow(/makes its own data/);
});
