/** One image followed through every model, on WASM. */
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { FOLLOW_PARTS, obstacleOf, ofTestImages, type FollowResult, type FollowPart, type FollowRequest, type Subject, type TermsOfBatch } from "../../core/latent/follow";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import { NOTHING_WATCHED, type Frame } from "../../core/latent/pictures";
import { PIXELS } from "../../core/run/runConfig";
import { EXHAUSTIVE } from "../../core/testing";
import { onPoints } from "../../subject/data/registry";
import { findModel, models } from "../../subject/models/registry";
import { cellArea, cellMiddles, klOnGrid, logGaussian } from "../../subject/metrics/posterior";
import { Credits, type PictureSource } from "../pictures/pictureSource";
import { decodeImages } from "../pictures/pictures";
import { sourceOfRun } from "../pictures/sourceOfRun";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { initialise, release } from "../step/weights";
import { greyDataset, modelCases, smallSettings, useBackend } from "../testing";
import { followJob } from "./followJob";
import { read } from "./read";
import { losses } from "./terms";

beforeAll(() => useBackend("wasm"));

const stillOf = (id: string, h = {}): FrozenModelAtStep => {
  const model = findModel(id)!;
  const settings = { ...smallSettings(model), ...h };
  const specs = model.networks(settings);
  return { model, specs, h: settings, step: step(3), weights: initialise(specs, 5) };
};

const image: Subject = { kind: "image", index: 4 };
const subjects: readonly Subject[] = [image, { kind: "sample", index: 12 }, { kind: "code", z: [0.3, -0.5], class: 7 }];
const wished = (part: FollowPart, subject: Subject = image, draw = 0): FollowRequest => ({ subject, image: 4, draw, part });

interface Asked {
  readonly found: FollowResult | null;
  readonly source: PictureSource;
}

/** The result that is sent for a request; null if there is none. */
async function ask(frozen: FrozenModelAtStep, follow: FollowRequest): Promise<Asked> {
  const sent: Frame[] = [];
  const source = sourceOfRun({
    shown: frozen, functions: () => undefined, dataset: greyDataset, seed: 1,
    watch: () => ({ ...NOTHING_WATCHED, follow }), position: () => null, send: (frame) => void sent.push(frame),
  });
  const job = followJob(source, new Credits());
  if (job.due()) for await (const _ of job.run());
  expect(job.due()).toBe(false);
  const [frame] = sent;
  return { source, found: frame?.kind === "followed" ? frame.found : null };
}

async function found<P extends FollowPart>(frozen: FrozenModelAtStep, follow: FollowRequest & { readonly part: P }): Promise<Extract<FollowResult, { part: P }>> {
  const { found: one } = await ask(frozen, follow);
  if (one?.part !== follow.part) throw new Error(`nothing was found of ${follow.part}`);
  return one as Extract<FollowResult, { part: P }>; // its part was compared
}

/** All numbers in a value. */
const numbersIn = (of: unknown): number[] => {
  if (typeof of === "number") return [of];
  if (of instanceof Float32Array) return [...of];
  return of !== null && typeof of === "object" ? Object.values(of).flatMap(numbersIn) : [];
};

/** Models of images; the defaults of the others are points. conv-vae is exhaustive: its eager convolutions take seconds. */
const ofImages = models.filter((model) => !onPoints(smallSettings(model)) && (EXHAUSTIVE || model.id !== "conv-vae")).map(({ id }) => id);

describe.each(ofImages)("%s", (id) => {
  it("gives finite numbers for views that apply, nothing for others, and leaves no tensor", async () => {
    const frozen = stillOf(id);
    const before = memory().numTensors;
    for (const part of FOLLOW_PARTS) {
      for (const subject of subjects) {
        const { found: one } = await ask(frozen, wished(part, subject));
        const applies = obstacleOf(part, frozen.model, frozen.h) === null && (subject.kind === "image" || !ofTestImages(part));
        expect(one?.part ?? null, `${part} of ${subject.kind}`).toBe(applies ? part : null);
        expect(numbersIn(one).every(Number.isFinite), `${part} of ${subject.kind}`).toBe(true);
      }
    }
    expect(memory().numTensors).toBe(before);
    release(frozen.weights);
  });
});

it.each(modelCases.filter(({ model, h }) => ofImages.includes(model.id) && !onPoints(h) && obstacleOf("terms", model, h) === null))(
  "terms of $name are means over images", async ({ model, h }) => {
    const frozen = stillOf(model.id, h);
    const { found: one, source } = await ask(frozen, wished("terms"));
    const { each, images } = one as TermsOfBatch;
    const [batch] = await read(() => [losses(frozen, source.testBatchOf(images), images, 0)]);
    for (const [i, [column, values]] of Object.entries(each).entries()) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean - batch![i]!), column).toBeLessThan(1e-3 * Math.max(1, Math.abs(mean)));
    }
    release(frozen.weights);
  },
);

it("free bits make the KL term of the beta-VAE another one than the mean over images, so it has no terms of one image", async () => {
  const frozen = stillOf("beta-vae", { freeBits: 0.1 });
  expect(obstacleOf("terms", frozen.model, frozen.h)).toBe("of-batch");
  expect((await ask(frozen, wished("terms"))).found).toBeNull();
  release(frozen.weights);
});

describe("a VAE", () => {
  it("goes from x by way of μ + σ ⊙ ε to the decoded image, layer by layer", async () => {
    const frozen = stillOf("vae");
    const { x, layers, code, made, verdict } = await found(frozen, { ...wished("way"), part: "way" });
    expect(layers.map(({ network, layer, shape }) => [`${network}/${layer}`, ...shape])).toEqual(
      [["encoder/hidden", 16], ["encoder/mu", 2], ["encoder/logVar", 2], ["decoder/hidden", 16], ["decoder/logits", PIXELS]]);
    const { mu, sigma, eps, z } = code!;
    z.forEach((value, j) => expect(value).toBeCloseTo(mu![j]! + sigma![j]! * eps![j]!, 5));
    expect(mu).toEqual(layers[1]!.values);
    expect(made).toEqual((await decodeImages(frozen, z, [0])).slice());
    expect(x).toHaveLength(PIXELS);
    expect(verdict).toBeNull();
    const other = await found(frozen, { ...wished("way", image, 1), part: "way" });
    expect(other.code!.eps).not.toEqual(eps);
    expect(other.code!.mu).toEqual(mu);
    release(frozen.weights);
  });

  it("evaluates each term with the ε that was drawn", async () => {
    const frozen = stillOf("vae");
    const { x, code, made } = await found(frozen, { ...wished("way", image, 2), part: "way" });
    const { images, each, pixels } = await found(frozen, { ...wished("terms", image, 2), part: "terms" });
    const at = images.indexOf(4);
    const log = (value: number) => Math.log(Math.max(value, 1e-30));
    const likelihood = x!.reduce((sum, value, i) => sum + value * log(made![i]!) + (1 - value) * log(1 - made![i]!), 0);
    expect(each["reconstruction"]![at]! / -likelihood).toBeCloseTo(1, 4);
    const { mu, sigma } = code!;
    const kl = [0, 1].reduce((sum, j) => sum + (mu![j]! ** 2 + sigma![j]! ** 2 - 1) / 2 - Math.log(sigma![j]!), 0);
    expect(each["kl"]![at]).toBeCloseTo(kl, 4);
    expect(Math.abs(pixels[at * PIXELS]! / 255 - x![0]!)).toBeLessThan(0.01);
    release(frozen.weights);
  });

  it.each<[string, HyperparameterValues]>([["vae", {}], ["vae", { pixels: "binary" }], ["vae", { likelihood: "gaussian" }], ["cvae", {}], ["mixture-vae", {}], ["iwae", {}]])(
    "has a gap between log p(x) and the bound that is the KL divergence on the grid: %s %s", async (id, h) => {
      const frozen = stillOf(id, h);
      const seen = await found(frozen, { ...wished("posterior"), part: "posterior" });
      const { side, logPosterior, logEvidence, elbo, error } = seen;
      const area = cellArea(seen, side);
      expect(logPosterior.reduce((sum, value) => sum + Math.exp(value) * area, 0)).toBeCloseTo(1, 2);
      expect(error).toBeLessThan(0.05);
      const gap = logEvidence - elbo;
      expect(gap).toBeGreaterThan(0);
      // The square contains q up to 3.5 standard deviations.
      expect(Math.abs(klOnGrid(logGaussian(seen, cellMiddles(seen, side)), logPosterior, area) - gap)).toBeLessThan(0.01 * Math.max(1, gap));
      release(frozen.weights);
    });
});

describe("a GAN", () => {
  it.each(["gan", "cgan", "wgan-gp", "translate"])("says how much each pixel counts for the discriminator, and goes from real to generated: %s", async (id) => {
    const frozen = stillOf(id);
    const { image: judged, verdict, gradient, path, real, generated } = await found(frozen, { ...wished("judged"), part: "judged" });
    expect(judged).toEqual(real);
    expect(path[0]).toBeCloseTo(verdict, 4);
    const ofGenerated = await found(frozen, { ...wished("judged", { kind: "sample", index: 12 }), part: "judged" });
    expect(ofGenerated.image).toEqual(ofGenerated.generated);
    expect(ofGenerated.path.at(-1)).toBeCloseTo(ofGenerated.verdict, 4);
    // Along a straight line the output initially changes as its derivative says.
    const slope = gradient.reduce((sum, value, i) => sum + value * (generated[i]! - real[i]!), 0) / (path.length - 1);
    expect(Math.abs(path[1]! - path[0]! - slope)).toBeLessThan(0.25 * Math.abs(slope) + 1e-3);
    release(frozen.weights);
  });

  it("takes a sample of the grid, and the code at the reader's position, through generator and discriminator", async () => {
    const frozen = stillOf("gan");
    const { x, layers, code, made, verdict } = await found(frozen, { ...wished("way", subjects[2]), part: "way" });
    expect(x).toBeNull();
    expect([...new Set(layers.map(({ role }) => role))]).toEqual(["generator", "discriminator"]);
    expect([...code!.z].map((value) => value.toFixed(2))).toEqual(["0.30", "-0.50"]);
    expect(made).toEqual((await decodeImages(frozen, Float32Array.of(0.3, -0.5), [0])).slice());
    expect(verdict).toBe(layers.at(-1)!.values[0]);
    release(frozen.weights);
  });
});
