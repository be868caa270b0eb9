import { memory, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { CompletionProgress, CompletionRequest } from "../../core/latent/completion";
import { Newest } from "../../core/newest";
import { step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import type { MixturePrior } from "../../core/model/prior";
import { normals } from "../../core/run/philox";
import { PIXELS } from "../../core/run/runConfig";
import { EXHAUSTIVE } from "../../core/testing";
import type { Tensor2D } from "../../core/model/tf";
import { onPoints } from "../../subject/data/registry";
import { findModel, models } from "../../subject/models/registry";
import { greyBatch, smallSettings, useBackend } from "../testing";
import { tf } from "../device/tf";
import { bind, initialise } from "../step/weights";
import { createEnergy, type Evidence } from "./energy";
import { Completions } from "./index";
import { CANDIDATES, search, STEPS } from "./search";

beforeAll(() => useBackend("wasm"));

/** Models of images. pixel-flow is exhaustive: its fill-ins take seconds. */
const ofImages = models.filter((model) => !onPoints(smallSettings(model)) && (EXHAUSTIVE || model.id !== "pixel-flow")).map(({ id }) => id);

function stillOf(id: string) {
  const model = findModel(id)!;
  const h = smallSettings(model);
  const specs = model.networks(h);
  return { model, h, specs, weights: initialise(specs, 1), step: step(7) };
}

/** A decoder whose pixels 0…d−1 are sigmoid(a·z) of their own dimension, all others ½: its posterior can be computed by hand. */
function ladder(latent: number, slope: number) {
  const rows = new Float32Array(latent * PIXELS);
  for (let j = 0; j < latent; j++) rows[j * PIXELS + j] = slope;
  const decode: Model["decode"] = (ops, _networks, { z }) => ops.sigmoid(ops.matMul(z, ops.tensor2d(rows, [latent, PIXELS])));
  const model: Model = { ...findModel("vae")!, decode };
  return { model, h: { ...smallSettings(model), latent }, specs: {}, weights: {}, step: step(0) };
}

const grey = (seed: number) => normals({ seed, purpose: "sample", step: 0 }, PIXELS).map((value) => 1 / (1 + Math.exp(-3 * value)));
const maskOf = (isVisible: (i: number) => boolean) => Uint8Array.from({ length: PIXELS }, (_, i) => (isVisible(i) ? 1 : 0));
const upperHalf = maskOf((i) => i < PIXELS / 2);
const request = (more: Partial<CompletionRequest> = {}): CompletionRequest =>
  ({ pixels: grey(1), visible: upperHalf, class: 3, samples: 4, draw: 0, ...more });

async function finish(slices: ReturnType<typeof search>) {
  const all = [];
  for (;;) {
    const { done, value } = await slices.next();
    if (value) all.push(value);
    if (done) return all;
  }
}

describe("the energy", () => {
  const evidence: Evidence = { pixels: grey(1), visible: upperHalf, class: 3 };

  it("is −log p of the visible pixels, as computed in double precision", async () => {
    const frozen = stillOf("vae");
    const energy = createEnergy(frozen, evidence, 3);
    const codes = normals({ seed: 2, purpose: "z", step: 0 }, 6);
    const { values, made } = tidy(() => {
      const z = tensor2d(codes, [3, 2]);
      const x = tensor2d(new Float32Array(3 * PIXELS), [3, PIXELS]);
      return { values: energy.value(z, z), made: frozen.model.decode(tf, bind(frozen.specs, frozen.weights, "use"), { z, y: x, given: x, noise: {} }, frozen.h) };
    });
    const p = await made.data();
    (await values.data()).forEach((value, n) => {
      let nats = 0;
      for (let i = 0; i < PIXELS / 2; i++) {
        const q = 1e-4 + (1 - 2e-4) * p[n * PIXELS + i]!;
        nats -= evidence.pixels[i]! * Math.log(q) + (1 - evidence.pixels[i]!) * Math.log(1 - q);
      }
      expect(value).toBeCloseTo(nats, 2);
    });
    energy.dispose();
  });

  it.each(["vae", "ae", "cvae", "mixture-vae", "conv-vae", "gan", "dcgan"])("has the gradient that finite differences give: %s", async (id) => {
    const frozen = stillOf(id);
    const { latent } = frozen.h as { latent: number };
    const energy = createEnergy(frozen, evidence, 1);
    const code = normals({ seed: 8, purpose: "z", step: 0 }, latent);
    const z0 = tensor2d(normals({ seed: 3, purpose: "z", step: 0 }, latent), [1, latent]);
    const at = async (z: Float32Array) => {
      const value = tidy(() => energy.value(tensor2d(z, [1, latent]), z0));
      return (await value.data())[0]!;
    };
    const gradient = tidy(() => energy.gradient(tensor2d(code, [1, latent]), z0));
    const exact = await gradient.data();
    const width = 0.003; // if it were wider, a unit might switch on or off in between
    for (let j = 0; j < latent; j++) {
      const moved = (by: number) => Float32Array.from(code, (value, i) => (i === j ? value + by : value));
      const slope = ((await at(moved(width))) - (await at(moved(-width)))) / (2 * width);
      expect(Math.abs(exact[j]! - slope)).toBeLessThan(0.02 * Math.abs(slope) + 0.02);
    }
    energy.dispose();
  });

  it("includes −log p(z) if the prior is a mixture, wherever the search began", async () => {
    const frozen = stillOf("mixture-vae");
    const prior = frozen.model.prior as MixturePrior; // as its registration says
    const latent = Number(frozen.h["latent"]);
    const free = createEnergy({ ...frozen, model: { ...frozen.model, prior: { ...prior, imposed: false } } }, evidence, 3);
    const energy = createEnergy(frozen, evidence, 3);
    const codes = normals({ seed: 2, purpose: "z", step: 0 }, 3 * latent);
    const [values, pixelsAlone, logDensity] = tidy(() => {
      const z = tensor2d(codes, [3, latent]);
      return [
        energy.value(z, tf.mul(z, 2)), free.value(z, z),
        prior.logDensity(tf, bind(frozen.specs, frozen.weights, "use"), z, frozen.h),
      ].map((tensor) => tensor.dataSync<"float32">());
    });
    values!.forEach((value, n) => expect(value).toBeCloseTo(pixelsAlone![n]! - logDensity![n]!, 2));
    [energy, free].forEach((one) => one.dispose());
  });

  // A model that is in no line, as a new one, is tested in its own folder.
  it.each([
    ...["ae", "latent-flow", "vq-vae", "flow"].map((id) => [id, false] as const),
    ...["vae", "missing-vae", "mixture-vae", "vae-gan", "gan", "info-gan", "wgan", "pixel-flow", "translate", "cycle-gan"].map((id) => [id, true] as const),
  ])("of %s includes the prior: %s", (id, isImposed) => {
    expect(findModel(id)!.prior.imposed).toBe(isImposed);
  });
});

describe("the search", () => {
  it("ends at the minimum, which bisection finds if each pixel depends on one dimension", async () => {
    const latent = 3, slope = 4, samples = 2;
    const frozen = ladder(latent, slope);
    const pixels = new Float32Array(PIXELS);
    pixels.set([1, 0, 0.3]);
    const visible = maskOf((i) => i < 2); // the third dimension is undetermined
    const draws = normals({ seed: 4, purpose: "sample", step: 0 }, CANDIDATES * samples * latent);
    const found = await finish(search(frozen, { pixels, visible, class: 0 }, { samples, draws }));
    const { pixels: made, objective } = found.at(-1)!;
    for (let n = 0; n < samples; n++) {
      const z0 = draws.subarray(n * latent, (n + 1) * latent); // not the draw that fits best, with which the evidence would count twice
      // d/dz: slope·(σ(slope·z) − x) + z − z₀ = 0
      const solve = (x: number, start: number) => bisect((z) => slope * (1 / (1 + Math.exp(-slope * z)) - x) + z - start);
      const z = [solve(1, z0[0]!), solve(0, z0[1]!), z0[2]!];
      const best = softplus(-slope * z[0]!) + softplus(slope * z[1]!) + 0.5 * ((z[0]! - z0[0]!) ** 2 + (z[1]! - z0[1]!) ** 2);
      expect(objective[n]).toBeCloseTo(best, 2);
      expect([...made.subarray(n * PIXELS, n * PIXELS + 2)]).toEqual([1, 0]); // as given
      expect(made[n * PIXELS + 2]).toBeCloseTo(1 / (1 + Math.exp(-slope * z[2]!)), 4); // undetermined: stays at the draw
    }
    expect(found[0]!.pixels[2]).not.toBeCloseTo(found[0]!.pixels[PIXELS + 2]!, 2);
  });

  it.each(["vae", "dcgan"])("makes the objective of each fill-in smaller, with nothing left behind: %s", async (id) => {
    const frozen = stillOf(id);
    const latent = Number(frozen.h["latent"]);
    const draws = normals({ seed: 5, purpose: "sample", step: 0 }, CANDIDATES * 3 * latent);
    const x = greyBatch(1).x as Tensor2D;
    const pixels = (await x.data<"float32">()).slice();
    const before = memory().numTensors;
    const found = await finish(search(frozen, { pixels, visible: upperHalf, class: 1 }, { samples: 3, draws, steps: 30 }));
    expect(memory().numTensors).toBe(before);
    expect(found.map(({ done }) => done)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    const [first, last] = [found[0]!, found.at(-1)!];
    last.objective.forEach((value, n) => expect(value).toBeLessThan(first.objective[n]!));
  });
});

describe("completing", () => {
  it("preserves the visible pixels, reports its progress, and is reproducible", async () => {
    const completions = new Completions(stillOf("vae"), 1);
    const seen: CompletionProgress[] = [];
    const done = await completions.complete(request(), (now) => seen.push(now));
    expect(done).toMatchObject({ step: 7, visible: upperHalf });
    expect(done.objective).toHaveLength(4);
    expect(seen.map((now) => now.done)).toEqual(Array.from({ length: STEPS / 5 }, (_, i) => 5 * i));
    const given = request().pixels;
    done.pixels.forEach((value, i) => i % PIXELS < PIXELS / 2 && expect(value).toBe(given[i % PIXELS]));
    expect(await completions.complete(request())).toEqual(done);
    expect((await completions.complete(request({ draw: 1 }))).pixels).not.toEqual(done.pixels);
  });

  it.each(ofImages)("works for %s: samples differ, pixels stay in [0,1], no tensor is left", async (id) => {
    const frozen = stillOf(id);
    const completions = new Completions(frozen, 1);
    const before = memory().numTensors;
    const { pixels, visible, objective } = await completions.complete(request({ samples: 2 }));
    expect(memory().numTensors).toBe(before);
    expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    const { given } = frozen.model;
    expect([...visible]).toEqual([...(given ? (given.visible?.(frozen.h) ?? new Uint8Array(PIXELS)) : upperHalf)]);
    expect(objective === null).toBe(given !== undefined);
    expect(pixels.subarray(0, PIXELS)).not.toEqual(pixels.subarray(PIXELS));
  });

  it("completing models see only the given part", async () => {
    const completions = new Completions(stillOf("completion-cvae"), 1);
    const whole = await completions.complete(request());
    const halved = await completions.complete(request({ pixels: grey(1).map((value, i) => (whole.visible[i] ? value : 0)) }));
    expect(halved.pixels).toEqual(whole.pixels);
    const other = await completions.complete(request({ pixels: grey(2) }));
    expect(other.pixels).not.toEqual(whole.pixels);
  });

  it("is cancelled by the next one and by its caller, and frees its tensors", async () => {
    const completions = new Completions(stillOf("vae"), 1);
    const before = memory().numTensors;
    const ended = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: "superseded" });
    const first = ended(completions.complete(request()));
    const caller = new Newest();
    const second = ended(completions.complete(request(), undefined, caller.begin()));
    await first;
    caller.cancel();
    await second;
    const third = ended(completions.complete(request()));
    await completions.dispose();
    await third;
    expect(memory().numTensors).toBe(before);
  });

  it("refuses images that cannot be filled in", async () => {
    const completions = new Completions(stillOf("vae"), 1);
    const code = (more: Partial<CompletionRequest>) =>
      completions.complete(request(more)).then(() => "none", (error: { code: string }) => error.code);
    expect(await code({ visible: new Uint8Array(PIXELS) })).toBe("nothing-visible");
    expect(await code({ samples: 0 })).toBe("bad-setting");
    expect(await code({ class: 10 })).toBe("bad-setting");
    expect(await code({ pixels: new Float32Array(3) })).toBe("bad-setting");
    expect(await code({ pixels: grey(1).fill(NaN, 5, 6) })).toBe("bad-setting");
    expect(await code({ visible: new Uint8Array(3).fill(1) })).toBe("bad-setting");
    expect(await code({})).toBe("none");
  });
});

const softplus = (x: number) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(0, x);

function bisect(rising: (z: number) => number): number {
  let low = -20, high = 20;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
