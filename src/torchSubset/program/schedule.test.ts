import { describe, expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { smallSettings } from "../../engine/testing";
import { findModel } from "../../subject/models/registry";
import { PythonProblem } from "../python/problem";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

const STEPS = [0, 1, 399, 400, 499, 500, 501, 5000, 123_456_789];

/** Returns the factor of each term and the learning rate of each objective after so many steps. */
const numbersOf = (model: Model, h: HyperparameterValues, step: number) => model.objectives.map(({ terms, rate, clip }) => ({
  factors: terms.map(({ weight }) => Number((weight?.value(h, step) ?? 1).toPrecision(6))), rate: rate?.(h, step) ?? 1, clip: clip ? Number(clip(h, step).toPrecision(6)) : null,
}));

const made = new Map<string, Model>();
/** Returns the model of a model's program. It is made once. */
function programOf(id: string): Model {
  const model = findModel(id)!;
  const program = made.get(id) ?? modelOf(textOf(linesOf(torchProgram(model, torchOf(model), smallSettings(model), 1))));
  made.set(id, program);
  return program;
}

it.each(["ss-vae", "vq-vae", "wgan", "beta-vae"])("%s: its program has its factors and learning rates at each step", (id) => {
  const model = findModel(id)!;
  const h = smallSettings(model);
  const program = programOf(id);
  for (const step of STEPS) expect(numbersOf(program, defaultsOf(program.hyperparameters), step), `step ${step}`).toEqual(numbersOf(model, h, step));
});

it("a constant that is compared with the step is a setting that changes during a run", () => {
  const program = programOf("ss-vae");
  expect(program.hyperparameters["head_start"]).toMatchObject({ kind: "int", default: 500, live: true });
  const earlier = { ...defaultsOf(program.hyperparameters), head_start: 300 };
  expect([299, 300].map((step) => numbersOf(program, earlier, step)[1]!.factors)).toEqual([[0, 100], [1, 100]]);
});

/** The small VAE with these lines before its loop, at the beginning and at the end of the loop's body, and these changes. */
function small({ before = [], first = [], last = [], loop = "for x in loader:", loss = "(error + beta * kl).backward()" }: {
  readonly before?: readonly string[]; readonly first?: readonly string[]; readonly last?: readonly string[]; readonly loop?: string; readonly loss?: string;
}): string {
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}\n`).join("");
  const [head = "", body = ""] = SMALL_VAE.split("for x in loader:\n");
  const [training = "", end = ""] = body.split("save_image(");
  const whole = `${indented(first)}${training.replace("(error + beta * kl).backward()", loss)}${indented(last)}`;
  const [outer = "", inner] = loop.split("\n");
  const nested = inner === undefined ? `${outer}\n${whole}` : `${outer}\n    ${inner}\n${whole.replaceAll(/^(?=.)/gm, "    ")}`;
  return `${head}${before.map((line) => `${line}\n`).join("")}${nested}save_image(${end}`;
}

const kl = (source: string, steps: readonly number[]) => {
  const model = modelOf(source);
  return steps.map((step) => model.objectives[0]!.terms[1]!.weight!.value(defaultsOf(model.hyperparameters), step));
};
const rates = (source: string, steps: readonly number[]) => {
  const model = modelOf(source);
  const h = defaultsOf(model.hyperparameters);
  return steps.map((step) => Number((Number(h["lr"]) * (model.objectives[0]!.rate?.(h, step) ?? 1)).toPrecision(6)));
};

describe("follows what a program computes from the number of the step", () => {
  const step = { before: ["step = 0"], last: ["step += 1"] };
  it.each([
    ["a warm-up", { ...step, loss: "(error + min(1.0, step / 1000) * kl).backward()" }, [0, 0.001, 0.5, 1, 1]],
    ["a warm-up by a loop's number", { loop: "for i, x in enumerate(loader):", loss: "(error + min(1.0, i / 1000) * kl).backward()" }, [0, 0.001, 0.5, 1, 1]],
    ["a variable for the factor, and one for the term", { ...step, first: ["weight = max(0.25, 1 - step / 1000)"], loss: "kl = weight * kl; (error + kl).backward()" }, [1, 0.999, 0.5, 0.25, 0.25]],
    ["a decision", { ...step, first: ["weight = 0.5 if step < 500 else 2.0"], loss: "(error + weight * kl).backward()" }, [0.5, 0.5, 2, 2, 2]],
    ["decisions within one another, and functions", { ...step, first: ["if step >= 500:", "    weight = 3 if step == 2000 else round(step / 1000)", "else:", "    weight = math.cos(0.0 * step)"], loss: "(error + weight * kl).backward()", before: ["import math", "step = 0"] }, [1, 1, 0, 3, 5]],
    ["steps that are listed", { ...step, first: ["weight = 4.0 if step in (1, 500) else 2.0"], loss: "(error + weight * kl).backward()" }, [2, 4, 4, 2, 2]],
    ["a table", { ...step, before: ["step = 0", "table = [1.0, 2.0, 7.0]"], loss: "(error + table[min(step // 400, 2)] * kl).backward()" }, [1, 1, 2, 7, 7]],
    ["an object that counts", { before: ["class Counter:", "    def __init__(self):", "        self.done = 0", "counter = Counter()"], last: ["counter.done += 2"], loss: "(error + counter.done * kl).backward()" }, [0, 2, 1000, 4000, 10000]],
    // 60,000 images are 3,750 batches of 16.
    ["epochs", { loop: "for epoch in range(9):\nfor x in loader:", loss: "(error + epoch * kl).backward()" }, [0, 0, 0, 0, 1]],
    ["epochs and batches", { loop: "for epoch in range(9):\nfor i, x in enumerate(loader):", loss: "(error + (epoch * len(loader) + i) * kl).backward()" }, [0, 1, 500, 2000, 5000]],
    ["batches of an epoch", { loop: "for epoch in range(9):\nfor i, x in enumerate(loader):", loss: "(error + i * kl).backward()" }, [0, 1, 500, 2000, 1250]],
  ])("%s", (_, changes, expected) => expect(kl(small(changes), [0, 1, 500, 2000, 5000])).toEqual(expected));

  it("learning rates", () => {
    expect(rates(small({ ...step, first: ['optimiser.param_groups[0]["lr"] = 0.001 * min(1, (step + 1) / 100)'] }), [0, 49, 99, 5000])).toEqual([0.00001, 0.0005, 0.001, 0.001]);
    expect(rates(small({ ...step, first: ["for group in optimiser.param_groups:", '    group["lr"] = 0.001 * 0.5 ** (step // 1000)'] }), [0, 999, 1000, 2000])).toEqual([0.001, 0.001, 0.0005, 0.00025]);
  });

  it("schedulers that count steps or epochs", () => {
    const scheduler = (of: string) => ({ before: [`scheduler = torch.optim.lr_scheduler.${of}`], last: ["scheduler.step()"] });
    expect(rates(small(scheduler("LambdaLR(optimiser, lambda step: min(1, (step + 1) / 100))")), [0, 49, 99, 5000])).toEqual([0.00001, 0.0005, 0.001, 0.001]);
    expect(rates(small(scheduler("StepLR(optimiser, step_size=1000, gamma=0.5)")), [0, 999, 1000, 2000])).toEqual([0.001, 0.001, 0.0005, 0.00025]);
    expect(rates(small({ ...scheduler("OneCycleLR(optimiser, 0.002, epochs=2, steps_per_epoch=len(loader), cycle_momentum=False)") }), [0, 2249, 7499, 1_000_000])).toEqual([0.00008, 0.002, 8e-9, 8e-9]);
    // 60,000 images are 3,750 batches of 16.
    const perEpoch = small({ ...scheduler("ExponentialLR(optimiser, gamma=0.5)"), loop: "for epoch in range(9):\nfor x in loader:" }).replace("        scheduler.step()", "    scheduler.step()");
    expect(rates(perEpoch, [0, 3749, 3750, 7500])).toEqual([0.001, 0.001, 0.0005, 0.00025]);
  });

  it("a scheduler whose learning rate is printed", () => {
    const source = small({ before: ["scheduler = torch.optim.lr_scheduler.StepLR(optimiser, 1000, 0.5)"], first: ["print(scheduler.get_last_lr()[0])", 'print(optimiser.param_groups[0]["lr"], scheduler.last_epoch)'], last: ["scheduler.step()", "print(scheduler.get_last_lr())"] });
    expect(rates(source, [0, 1000])).toEqual([0.001, 0.0005]);
  });

  it("a scheduler of an object", () => {
    const source = small({ before: ["trainer.scheduler = torch.optim.lr_scheduler.StepLR(optimiser, 1000, 0.5)"], last: ["trainer.scheduler.step()"] });
    expect(rates(source.replace("beta = 2.0", "beta = 2.0\nclass Trainer:\n    pass\ntrainer = Trainer()"), [0, 1000])).toEqual([0.001, 0.0005]);
  });

  it("bounds of weights", () => {
    const model = modelOf(small({ ...step, last: ["with torch.no_grad():", "    for p in [*encoder.parameters(), *decoder.parameters()]:", "        p.clamp_(-1 / (1 + step), 1 / (1 + step))", "step += 1"] }));
    expect([0, 1, 9].map((at) => model.objectives[0]!.clip!(defaultsOf(model.hyperparameters), at))).toEqual([1, 0.5, 0.1]);
  });

  it.each([
    ["the end of the loop's body", { ...step, last: ["step += 1", "if step >= 1000:", "    break"] }],
    ["the beginning of the loop's body", { ...step, first: ["if step == 1000:", "    break"] }],
  ])("a program that ends at a step trains on: %s", (_, changes) => expect(kl(small({ ...changes, loss: "(error + min(1, step / 2000) * kl).backward()" }), [0, 999, 1000, 2000])).toEqual([0, 0.4995, 0.5, 1]));

  it("what is printed decides nothing", () => {
    expect(kl(small({ ...step, last: ['print(f"{step:5d}")', "if step % 100 == 0:", "    print(step)", "step += 1"] }), [0, 100])).toEqual([2, 2]);
  });
});

describe("refuses what it cannot follow, at its place", () => {
  const step = { before: ["step = 0"], last: ["step += 1"] };
  it.each([
    ["other losses from a step on", { ...step, first: ["more = 0"], loss: "(error + (beta * kl if step < 500 else kl.square())).backward()" }, "other", "beta * kl if step < 500 else kl.square()"],
    ["other losses soon", { ...step, loss: "loss = error + kl\n    if step >= 10:\n        loss = loss + mu.mean()\n    loss.backward()" }, "other", "step >= 10"],
    ["bounds of weights from a step on", { ...step, last: ["step += 1", "if step >= 500:", "    with torch.no_grad():", "        for p in [*encoder.parameters(), *decoder.parameters()]:", "            p.clamp_(-1, 1)"] }, "other", "step >= 500"],
    ["a number within a term", { ...step, loss: "(error + (beta * kl * (1 + step)).square()).backward()" }, "number", "beta * kl * (1 + step)"],
    ["a factor that earlier steps made", { before: ["weight = 1.0"], last: ["weight *= 0.99"], loss: "(error + weight * kl).backward()" }, "earlier", "error + weight * kl"],
    ["a learning rate that one step changes", { ...step, last: ["step += 1", "if step == 500:", '    optimiser.param_groups[0]["lr"] = 0.0001'] }, "earlier", "optimiser.step()"],
    ["a learning rate that some steps change", { ...step, last: ["step += 1", "if step % 50 == 0:", '    optimiser.param_groups[0]["lr"] *= 0.9'] }, "earlier", "optimiser.step()"],
    ["a number that something needs to know", { ...step, loss: "(error + sum([0.1 for _ in range(step)]) * kl).backward()" }, "often", "range(step)"],
  ])("%s", (_, changes, how, part) => {
    const source = small(changes);
    let caught: unknown;
    try {
      modelOf(source);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(PythonProblem);
    const { problem, span } = caught as PythonProblem;
    expect([problem, source.slice(span.from, span.to)]).toEqual([{ kind: "schedule", how }, expect.stringContaining(part) as string]);
  });
});
