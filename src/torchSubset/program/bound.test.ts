/** The parts of a program's bound equal its terms, so that what is measured with them belongs to what is trained. */
import { beforeAll, describe, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { elboOf, negativeElboOf } from "../../core/model/measurable";
import { tf } from "../../engine/device/tf";
import { drawNoise } from "../../engine/step/noise";
import { bind, initialise } from "../../engine/step/weights";
import { greyBatch, smallSettings, useBackend } from "../../engine/testing";
import { findModel } from "../../subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

beforeAll(() => useBackend("wasm"));

const programOf = (id: string, settings = {}): string => {
  const model = findModel(id)!;
  return textOf(linesOf(torchProgram(model, torchOf(model), { ...smallSettings(model), ...settings }, 1)));
};

describe("the programs of these models have a bound", () => {
  it.each([
    ["vae", programOf("vae")], ["conv-vae", programOf("conv-vae")], ["cvae", programOf("cvae")], ["beta-vae", programOf("beta-vae")], ["a Gaussian VAE", programOf("vae", { likelihood: "gaussian", sigma: 0.4 })],
  ])("%s", async (_, source) => {
    const model = modelOf(source);
    const h = defaultsOf(model.hyperparameters);
    const found = elboOf(model)!;
    const { objective } = found;
    const rows = Number(h["batch"]);
    const specs = model.networks(h);
    const networks = bind(specs, initialise(specs, 3), "use");
    const values = objective.forward(tf, { networks, batch: greyBatch(rows, 4), noise: drawNoise(model, h, { seed: 5, step: 1 }), h });
    const numberOf = async (value: { data(): Promise<ArrayLike<number>> }) => (await value.data())[0]!;
    for (const part of ["kl", "reconstruction"] as const) {
      const term = objective.terms.find(({ id }) => id === objective[part].id)!;
      expect(await numberOf(objective[part].value(tf, values, h)), part).toBeCloseTo(await numberOf(term.value(tf, values, h)), 2);
    }
    const each = await objective.reconstruction.each(tf, values, h).data<"float32">();
    expect(each).toHaveLength(rows);
    expect(each.reduce((sum, one) => sum + one, 0) / rows).toBeCloseTo(await numberOf(objective.reconstruction.value(tf, values, h)), 2);
    // log N(z; μ, σ²) of the first image's code.
    const { code, posterior, logPosterior } = objective.elbo;
    const { mu, logVar } = posterior!(values);
    const [z, m, v] = await Promise.all([code(values), mu, logVar!].map((one) => one.data()));
    const width = mu.shape[1];
    const expected = Array.from({ length: width }, (__, i) => -((z![i]! - m![i]!) ** 2 / Math.exp(v![i]!) + v![i]! + Math.log(2 * Math.PI)) / 2).reduce((sum, one) => sum + one, 0);
    expect((await logPosterior(tf, values).data())[0]).toBeCloseTo(expected, 3);
    expect(await numberOf(negativeElboOf(tf, found, networks, values, h))).toBeCloseTo(await numberOf(objective.kl.value(tf, values, h)) + await numberOf(objective.reconstruction.value(tf, values, h)), 2);
  });
});

it.each(["ae", "iwae", "missing-vae", "latent-flow"])("the program of %s has none that is recognised", (id) => expect(elboOf(modelOf(programOf(id)))).toBeUndefined());

it("a squared error without its constant is no likelihood", () => expect(elboOf(modelOf(SMALL_VAE))).toBeUndefined());
