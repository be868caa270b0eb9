/** Codes from a model's prior, which may have weights of its own. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { codeNoises, laneOf } from "../../core/draws";
import type { SamplerPrior, MixturePrior } from "../../core/prior";
import type { Stream } from "../../core/philox";
import type { CodeNoise, PriorOnPlane } from "../../core/pictures";
import { coordinatesOf, type Directions } from "../../core/plane";
import { drawMixture, ellipsesIn, type MixtureValues } from "../../metrics/mixture";
import { tf } from "../device/tf";
import { bind } from "../step/weights";
import type { Still } from "../step/still";

/** n × d numbers. The same stream and weights give the same codes; the weights must stay until then. */
export async function drawCodes(still: Still, stream: Stream, count: number): Promise<Float32Array> {
  const { prior } = still.model;
  const noise = codeNoises(stream, count, Number(still.h["latent"]));
  switch (prior.kind) {
    case "standard-normal": return noise.z;
    case "mixture": return drawMixture(await mixtureValues(prior, still), noise);
    case "sampler": return (await sampled(prior, still, noise.z)).at(-1)!;
    default: return prior satisfies never;
  }
}

/** What the prior makes of noise that the page drew: d numbers. */
export async function codeOfNoise(still: Still, { z, choice }: CodeNoise): Promise<ArrayLike<number>> {
  const { prior } = still.model;
  switch (prior.kind) {
    case "standard-normal": return z;
    case "mixture": return drawMixture(await mixtureValues(prior, still), { z, choice: [choice] });
    case "sampler": return (await sampled(prior, still, Float32Array.from(z))).at(-1)!;
    default: return prior satisfies never;
  }
}

/** The components as they stand. */
export async function mixtureValues(prior: MixturePrior, { specs, h, weights }: Still): Promise<MixtureValues> {
  const held = tidy(() => {
    const { mu, logVar, logWeights } = prior.components(tf, bind(specs, weights, "use"), h);
    return [mu, logVar, logWeights].map((tensor) => tensor.clone()); // they may be the run's own weights
  });
  try {
    const [mu, logVar, logWeights] = await Promise.all(held.map((tensor) => tensor.data<"float32">()));
    return { mu: mu!, logVar: logVar!, logWeights: logWeights! };
  } finally {
    for (const tensor of held) tensor.dispose();
  }
}

/** What becomes of noise, [n,d] row by row: before the first step of a sampler and after each, steps + 1 times as many numbers. */
export async function sampled(prior: SamplerPrior, { specs, h, weights }: Still, noise: Float32Array): Promise<readonly Float32Array[]> {
  const d = Number(h["latent"]);
  const held = tidy(() => {
    const networks = bind(specs, weights, "use");
    let z = tensor2d(noise, [noise.length / d, d]);
    return Array.from({ length: prior.steps(h) }, (_, done) => { z = prior.next(tf, networks, z, done, h); return z; });
  });
  try {
    return [noise, ...(await Promise.all(held.map((tensor) => tensor.data<"float32">())))];
  } finally {
    for (const tensor of held) tensor.dispose();
  }
}

/** Ways that are drawn on the map: enough to see where they part, few enough to follow one. */
const WAYS = 48;

/** A learned prior as it lies in a plane; null where nothing of it does. */
export async function priorSeen(directions: Directions, still: Still, seed: number): Promise<PriorOnPlane | null> {
  const { prior } = still.model;
  switch (prior.kind) {
    case "standard-normal": return null;
    case "mixture": return { kind: "mixture", components: ellipsesIn(directions, await mixtureValues(prior, still)) };
    case "sampler": {
      if (!prior.moves) return null;
      const d = Number(still.h["latent"]);
      const { z } = codeNoises({ seed, purpose: "sample", step: 0, lane: laneOf("ways") }, WAYS, d);
      const places = await sampled(prior, still, z);
      const ways = Array.from({ length: WAYS }, (_, i) =>
        places.map((codes) => coordinatesOf(directions, Array.from(codes.subarray(i * d, (i + 1) * d)))));
      return { kind: "ways", ways };
    }
    default: return prior satisfies never;
  }
}
