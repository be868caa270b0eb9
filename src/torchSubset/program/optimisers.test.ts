/** Optimisers of programs make PyTorch's steps. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fill, tensor1d, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { sgd } from "../../core/model/optimiser";
import { adamUpdate, factors } from "../../engine/device/adam";
import { makeStep, settingsAt } from "../../engine/step/step";
import { scalarsOf } from "../../engine/step/stepScalars";
import { firstState, releaseState } from "../../engine/step/trainState";
import { initialise } from "../../engine/step/weights";
import { useBackend } from "../../engine/testing";
import { traceStep } from "../../engine/trainer/stepper/traced";
import { checkProgram } from "./check";
import { modelOf } from "./model";
import { trace } from "./trace";

beforeAll(() => useBackend("cpu"));

const program = (optimiser: string) => `
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
loader = DataLoader(images, 8, shuffle=True, drop_last=True)
net = nn.Linear(784, 1)
optimiser = ${optimiser}
for x in loader:
    optimiser.zero_grad()
    net(x).mean().backward()
    optimiser.step()
`;

it("SGD with momentum adds up gradients", async () => {
  const model = modelOf(program("torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)"));
  const settings = defaultsOf(model.hyperparameters);
  expect(model.optimiser).toEqual(sgd({ momentum: 0.9 }));
  expect(settings["lr"]).toBe(0.1);
  let state: { weight: Tensor; m: Tensor; v: Tensor } = { weight: tensor1d([1]), m: tensor1d([0]), v: tensor1d([0]) };
  const weights: number[] = [];
  for (const [i, gradient] of [0.5, 0.25, -1].entries()) {
    state = adamUpdate(state, tensor1d([gradient]), factors({ ...model.optimiser, lr: 0.1, t: i + 1 }));
    weights.push((await state.weight.data())[0]!);
  }
  // Momentum: 0.5, 0.9 · 0.5 + 0.25 = 0.7, 0.9 · 0.7 − 1 = −0.37; times 0.1.
  expect(weights.map((one) => Number(one.toFixed(6)))).toEqual([0.95, 0.88, 0.917]);
});

const cases = Object.entries(JSON.parse(readFileSync(path.join(import.meta.dirname, "cases", "optimisers.json"), "utf8")) as Readonly<Record<string, { readonly program: string; readonly losses: readonly number[]; readonly weights: Readonly<Record<string, number>> }>>);

it.each(cases)("%s: the losses and weights are PyTorch's", async (_, { program: source, losses: expected, weights }) => {
  const model = modelOf(source);
  const h = defaultsOf(model.hyperparameters);
  const specs = model.networks(h);
  const step = makeStep(model, h);
  const data = [{ batch: { x: fill([8, 784], 51 / 255) as Tensor2D, y: fill([8, 10], 0) as Tensor2D }, noise: {} }];
  let state = firstState(specs, initialise(specs, 1));
  const totals: number[] = [];
  for (let t = 1; t <= expected.length; t++) {
    const { state: next, losses } = step(state, data, settingsAt(model, h, t));
    totals.push([...await losses.data()].at(-1)!);
    losses.dispose();
    state = next;
  }
  for (const [name, mean] of Object.entries(weights)) {
    const values = [...await state.weights[name]!.data<"float32">()];
    expect(Math.abs(values.reduce((sum, one) => sum + one, 0) / values.length - mean), name).toBeLessThan(1e-5);
  }
  releaseState(state);
  if (model.objectives.length === 1) totals.forEach((total, t) => expect(Math.abs(total - expected[t]!) / expected[t]!, `step ${t + 1}: ${total} instead of ${expected[t]}`).toBeLessThan(2e-5));
  expect(traceStep(model, h).outputs).toHaveProperty("losses"); // it can be compiled
});

it.each([
  ["a loss with results from before and after a step", ["a.zero_grad()", "before = net(x)", "before.mean().backward()", "a.step()", "b.zero_grad()", "(other(x) * (before.detach() + net(x))).mean().backward()", "b.step()"], "b.step()", /results from before the last step of an optimiser, and others from after an earlier one/],
  ["a loss from before a step", ["a.zero_grad()", "loss = net(x).mean()", "other_loss = (net(x) + other(x)).mean()", "loss.backward()", "a.step()", "b.zero_grad()", "other_loss.backward()", "b.step()"], "b.step()", /contains results from before an update/],
])("refuses %s", (_, lines, part, reason) => {
  const source = program("torch.optim.Adam(net.parameters())").replace(/for x in loader:[^]*/, `other = nn.Linear(784, 1)\na = torch.optim.Adam(net.parameters())\nb = torch.optim.Adam(other.parameters())\nfor x in loader:\n${lines.map((line) => `    ${line}\n`).join("")}`);
  const { problem } = checkProgram(source);
  expect(problem && [problem.kind, source.slice(problem.span.from, problem.span.to)]).toEqual([{ kind: "value", callee: "step", reason: expect.stringMatching(reason) as string }, part]);
});

it.each([
  ["    second.step()\n", { kind: "value", reason: expect.stringMatching(/^Two optimisers have net.weight: give each parameter to one/) as string }],
  ["    second.zero_grad()\n    net(x).mean().backward()\n    second.step()\n", { kind: "untrainable", why: "twice", of: "net.weight" }],
])("two optimisers of the same parameters are refused for that, whichever of them sets the gradients to 0", (lines, expected) => {
  const source = program("torch.optim.Adam(net.parameters())").replace("for x in loader:", "second = torch.optim.SGD(net.parameters(), lr=0.1)\nfor x in loader:");
  expect(checkProgram(source + lines).problem?.kind).toMatchObject(expected);
});

it("a network whose updates another optimiser interrupts is refused at its loss, and is trained if its updates follow each other", () => {
  const every = (condition: string) => `${program("torch.optim.Adam(net.parameters())").replace(/net = [^]*/, "")}critic, generator = nn.Linear(784, 1), nn.Linear(4, 784)
judging, playing = torch.optim.Adam(critic.parameters()), torch.optim.Adam(generator.parameters())
for i, x in enumerate(loader):
    judging.zero_grad()
    (critic(generator(torch.randn(8, 4)).detach()) - critic(x)).mean().backward()
    judging.step()
    if ${condition}:
        playing.zero_grad()
        (-critic(generator(torch.randn(8, 4)))).mean().backward()
        playing.step()
`;
  const { problem } = checkProgram(every("i % 3 == 0"));
  expect(problem?.kind).toMatchObject({ kind: "untrainable", why: "interleaved", of: "critic.weight" });
  expect(every("i % 3 == 0").slice(problem!.span.from, problem!.span.to)).toContain("critic(x)");
  expect(checkProgram(every("(i + 1) % 3 == 0")).problem).toBeNull();
});

it("an optimiser that the engine does not have is refused by its name, with the nearest one", () => {
  expect(() => trace(program("torch.optim.Adamax(net.parameters())"))).toThrow(/has no "Adamax". Is it "Adam"\?/);
});

it.each([
  ["torch.optim.Adam(net.parameters(), amsgrad=True)", /"amsgrad=True of Adam" is not supported here: leave it out/],
  ["torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, nesterov=True)", /"nesterov=True of SGD" is not supported here: leave it out/],
  ["torch.optim.RMSprop(net.parameters(), momentum=0.9)", /"momentum=0.9 of RMSprop" is not supported here: leave it out/],
  ["torch.optim.Adam(net.parameters(), weight_decay=-1)", /Invalid weight_decay value/],
  ["torch.optim.Adam([net.weight, net.weight])", /some parameters appear in more than one parameter group/],
  ['torch.optim.Adam([{"lr": 0.1}])', /A parameter group is a dictionary with "params"/],
])("refuses %s", (optimiser, reason) => expect(() => trace(program(optimiser))).toThrow(reason));

const scheduled = (scheduler: string, ...last: readonly string[]) => program(`torch.optim.Adam(net.parameters(), lr=0.1)\nscheduler = torch.optim.lr_scheduler.${scheduler}`) + last.map((line) => `    ${line}\n`).join("");

it.each([
  [scheduled("StepLR(optimiser, 3)", 'optimiser.param_groups[0]["lr"] = 0.5', "scheduler.step()"), /Its learning rate has a scheduler, so the program does not set it/],
  [scheduled("StepLR(optimiser, 3)", "scheduler.step(5)"), /step\(epoch\) of a scheduler/],
  [scheduled("StepLR(optimiser, 3)\nother = torch.optim.lr_scheduler.StepLR(optimiser, 3)", "scheduler.step()"), /one scheduler here/],
  [scheduled("OneCycleLR(optimiser, 0.1, total_steps=9)", "scheduler.step()"), /write cycle_momentum=False/],
  [program("torch.optim.Adam(net.parameters())").replace("    optimiser.step()", "    torch.nn.utils.clip_grad_norm_(net.parameters(), 1, norm_type=1)\n    optimiser.step()"), /norm_type=1/],
])("refuses what the engine cannot express of schedulers and bounds on gradients", (source, reason) => expect(() => trace(source)).toThrow(reason));

it("a bound on the gradients of other parameters, too, is refused at its place", () => {
  const source = `${program("torch.optim.Adam(net.parameters())").replace("optimiser = ", "other = nn.Linear(784, 1)\nsecond = torch.optim.Adam(other.parameters())\noptimiser = ")
    .replace("    optimiser.step()", "    nn.utils.clip_grad_norm_([*net.parameters(), *other.parameters()], 1)\n    optimiser.step()")}    second.zero_grad()\n    other(x).mean().backward()\n    second.step()\n`;
  const { problem } = checkProgram(source);
  expect(problem && [problem.kind, source.slice(problem.span.from, problem.span.to)]).toEqual([expect.objectContaining({ callee: "clip_grad_norm_" }), "nn.utils.clip_grad_norm_([*net.parameters(), *other.parameters()], 1)"]);
});

it("weights without gradients do not decay", () => {
  const [{ groups }] = trace(program("torch.optim.AdamW([*net.parameters(), *other.parameters()])").replace("optimiser =", "other = nn.Linear(1, 1)\noptimiser =")).objectives as [ReturnType<typeof trace>["objectives"][number]];
  expect(groups.map(({ parameters, decayAt }) => [parameters.map(({ name }) => name).join(), decayAt?.(0) ?? null])).toEqual([["net.weight,net.bias", 0.01], ["other.weight,other.bias", null]]);
});

it("factors of weight decay, bounds on gradients and numbers of schedulers are settings that change during a run", () => {
  const model = modelOf(program("torch.optim.AdamW(net.parameters(), lr=0.1, weight_decay=decay)\nscheduler = torch.optim.lr_scheduler.ExponentialLR(optimiser, gamma=gamma)")
    .replace("import torch\n", "import torch\ndecay = 0.5\nmost = 2.0\ngamma = 0.9\n").replace("    optimiser.step()", "    nn.utils.clip_grad_norm_(net.parameters(), most)\n    optimiser.step()\n    scheduler.step()"));
  expect(Object.entries(model.hyperparameters).flatMap(([id, { live }]) => (live ? [id] : []))).toEqual(["decay", "most", "gamma"]);
  const h = { ...defaultsOf(model.hyperparameters), decay: 0.25, most: 3, gamma: 0.5 };
  const [objective] = model.objectives;
  expect([objective!.groups![0]!.decay!.value(h, 7), objective!.gradientBounds![0]!.value(h, 7), objective!.groups![0]!.rate!(h, 3)]).toEqual([0.25, 3, 0.125]);
});

it("a constant of an optimiser is a setting that restarts a run and has its effect", () => {
  const model = modelOf(program("torch.optim.Adam(net.parameters(), betas=(momentum, 0.999))").replace("import torch\n", "import torch\nmomentum = 0.5\n"));
  const h = defaultsOf(model.hyperparameters);
  expect(model.hyperparameters["momentum"]).toMatchObject({ default: 0.5, live: false });
  expect([0.5, 0.9].map((momentum) => scalarsOf(model, { ...h, momentum }, 1)["rate/net/0"]!.toPrecision(6))).toEqual(["0.00200000", "0.0100000"]); // lr / (1 − β₁)
});
