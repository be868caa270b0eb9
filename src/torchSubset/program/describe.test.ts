/** What the page knows of a program's model, from its description, is what the engine trains. */
import { describe, expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { batchesPerStep, isWritten, lossColumns, type Model } from "../../core/model/model";
import { elboOf } from "../../core/model/measurable";
import { parametersOf } from "../../core/model/parameters";
import { EXHAUSTIVE } from "../../core/testing";
import { smallSettings } from "../../engine/testing";
import { describedModel } from "../../subject/models/described";
import { models } from "../../subject/models/registry";
import { describeHere } from "../../subject/models/testing";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

const described = async (source: string): Promise<Model> => {
  const model = await describedModel(source, describeHere, () => undefined);
  if (model instanceof Error) throw model;
  return model;
};

/** Everything that the page reads of a model, under these settings and at these steps. */
const readOf = (model: Model, h: HyperparameterValues, steps: readonly number[]) => ({
  id: model.id, written: isWritten(model), menu: model.menu, conditional: model.conditional, prior: [model.prior.kind, model.prior.imposed], symbols: model.symbols, source: model.source,
  encodes: model.encode !== undefined, hasElbo: elboOf(model) !== undefined, posterior: elboOf(model)?.objective.elbo.posterior !== undefined,
  given: model.given, discriminate: model.discriminate, quantise: model.quantise, classify: model.classify, sigma: model.sigma, game: model.game, findsClasses: model.findsClasses, unpaired: model.unpaired,
  hyperparameters: Object.entries(model.hyperparameters), optimiser: model.optimiser, columns: lossColumns(model), batches: batchesPerStep(model, h),
  labelled: model.labelled?.(h), missing: model.missing?.share(h), program: model.program?.(h), refusal: model.refusal?.(h)?.message, noise: Object.entries(model.noise(h)),
  networks: Object.entries(model.networks(h)).map(([name, { layers: _, ...network }]) => [name, network]), parameters: parametersOf(model.networks(h)),
  objectives: model.objectives.map(({ id, tex, minimises, optimiser, terms, kl, reconstruction }) => ({
    id, tex, minimises, optimiser, kl: kl && [kl.id, kl.tex, kl.unit], reconstruction: reconstruction && [reconstruction.id, reconstruction.tex, reconstruction.unit],
    terms: terms.map(({ tex: formula, unit, weight }) => [formula, unit, weight?.tex, steps.map((step) => weight?.value(h, step))]),
  })),
});

const STEPS = [0, 1, 500, 999, 1000, 4321, Infinity];

/** Programs with all that descriptions have; exhaustive tests try all models. */
const SOME = ["vae", "missing-vae", "conv-vae", "vq-vae", "cgan", "wgan", "pixel-flow"];
const tried = models.filter(({ id }) => EXHAUSTIVE || SOME.includes(id));

describe("the description of a program's model", () => {
  it.each(tried.map((model) => [model.id, model] as const))("%s: has all that the page reads", async (_, model) => {
    const source = textOf(linesOf(torchProgram(model, torchOf(model), smallSettings(model), 1)));
    const whole = (() => {
      try {
        return modelOf(source);
      } catch (error) {
        return error as Error;
      }
    })();
    const found = await describedModel(source, describeHere, () => undefined);
    if (whole instanceof Error) return expect(found).toEqual(new Error(whole.message)); // it trains on other data
    if (found instanceof Error) throw found;
    const h = defaultsOf(whole.hyperparameters);
    for (const step of STEPS) await found.prepare!(h, step);
    expect(readOf(found, h, STEPS)).toEqual(readOf(whole, h, STEPS));
  });

  it("knows other settings once they are prepared: sizes, weights, the program's text", async () => {
    const [whole, found] = [modelOf(SMALL_VAE), await described(SMALL_VAE)];
    for (const other of [{ beta: 0.25 }, { hidden: 24 }, { latent: 5, beta: 7 }, { batch: 32 }]) {
      const h = { ...defaultsOf(whole.hyperparameters), ...other };
      await found.prepare!(h);
      expect(readOf(found, h, [0])).toEqual(readOf(whole, h, [0]));
    }
  });

  it("of a weight that depends on the step: is read in parts, and what is not known yet is no number", async () => {
    const source = SMALL_VAE.replace("for ", "step = 0\nfor ").replace("beta * kl", "beta * min(1.0, step / 3000) * kl").replace(/optimiser.step\(\)|optimizer.step\(\)/, "$&\n    step += 1");
    const whole = modelOf(source);
    let changes = 0;
    const found = await describedModel(source, describeHere, () => { changes++; }) as Model;
    const h = defaultsOf(whole.hyperparameters);
    const weightAt = (model: Model, step: number) => model.objectives[0]!.terms.find(({ id }) => id === "kl")!.weight!.value(h, step);
    expect([weightAt(found, 600), weightAt(found, 2345)]).toEqual([weightAt(whole, 600), NaN]); // it is asked for
    await expect.poll(() => changes).toBe(1);
    expect(weightAt(whole, 2345)).not.toBe(weightAt(whole, 600));
    expect([weightAt(found, 2345), weightAt(found, 2999)]).toEqual([weightAt(whole, 2345), weightAt(whole, 2999)]);
  });

  it("ends with the step that the program cannot compute, and its settings fit all the same", async () => {
    const source = SMALL_VAE.replace("for ", "step = 0\nfor ").replace("beta * kl", "beta / (step - 1500) * kl").replace("optimiser.step()", "$&\n    step += 1");
    const found = await described(source);
    const h = defaultsOf(found.hyperparameters);
    await found.prepare!(h, 1499);
    expect([1499, 1500].map((step) => found.objectives[0]!.terms.find(({ id }) => id === "kl")!.weight!.value(h, step))).toEqual([-2, NaN]);
    expect(found.refusal!(h)).toBeNull();
  });

  it("says why settings do not fit, and why a program has no model", async () => {
    const picky = SMALL_VAE.replace("nn.Linear(2, hidden)", "nn.Linear(2 if hidden < 20 else 3, hidden)");
    const [whole, found] = [modelOf(picky), await described(picky)];
    const h = { ...defaultsOf(whole.hyperparameters), hidden: 24 };
    await found.prepare!(h);
    expect(found.refusal!(h)).toEqual(new Error(whole.refusal(h)!.message));
    expect(await describedModel("import torch", describeHere, () => undefined)).toEqual(new Error("The program trains nothing: no optimiser makes a step with a batch of a DataLoader."));
  });

  it("computes nothing", async () => {
    const model = await described(SMALL_VAE);
    expect(() => model.decode(null as never, {}, null as never, {})).toThrow("computes nothing");
    expect(() => model.objectives[0]!.forward(null as never, null as never)).toThrow("computes nothing");
  });

  it("is refused if it is none", async () => {
    const good = await describeHere({ source: SMALL_VAE, settings: null, first: 0, steps: 1 }) as { model: object; settings: object };
    for (const answer of [null, {}, "model", { ...good, kind: "other" }, { ...good, model: { ...good.model, id: "vae" } }, { ...good, model: { ...good.model, objectives: [] } }, { ...good, settings: { ...good.settings, program: 1 } }, { ...good, more: 1 }]) {
      await expect(describedModel(SMALL_VAE, () => Promise.resolve(answer), () => undefined)).rejects.toThrow();
    }
  });

  it("that could not be asked for is asked for again by those who wait for it, and by nobody else", async () => {
    let [asked, works] = [0, true];
    const model = await describedModel(SMALL_VAE, (request) => (asked++, works ? describeHere(request) : Promise.reject(new Error("lost"))), () => undefined) as Model;
    const h = { ...defaultsOf(model.hyperparameters), hidden: 24 };
    works = false;
    await expect(model.prepare!(h)).rejects.toThrow("lost");
    for (let i = 0; i < 3; i++) expect(model.refusal!(h)).toBeNull();
    expect(asked).toBe(2);
    works = true;
    await model.prepare!(h);
    expect([asked, parametersOf(model.networks(h)).some(({ shape }) => shape.includes(24))]).toEqual([3, true]);
  });
});
