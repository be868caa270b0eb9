/** Draws codes from a model's prior, which may have weights of its own. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { codeNoises, laneOf } from "../../core/run/draws";
import type { SamplerPrior, MixturePrior } from "../../core/model/prior";
import type { Stream } from "../../core/run/philox";
import type { CodeNoise, PriorOnPlane } from "../../core/latent/pictures";
import { coordinatesOf, type Directions } from "../../core/latent/plane";
import { drawMixture, ellipsesIn, type MixtureValues } from "../../subject/metrics/mixture";
import { tf } from "../device/tf";
import { bind } from "../step/weights";
import type { FrozenModel } from "../step/frozenModel";

/** Draws codes from the prior, count × d numbers. The same stream and weights give the same codes. The weights must stay valid until it resolves. */
export async function drawCodes(frozen: FrozenModel, stream: Stream, count: number): Promise<Float32Array> {
  const { prior } = frozen.model;
  const noise = codeNoises(stream, count, Number(frozen.h["latent"]));
  switch (prior.kind) {
    case "standard-normal": return noise.z;
    case "mixture": return drawMixture(await mixtureValues(prior, frozen), noise);
    case "sampler": return (await sampled(prior, frozen, noise.z)).at(-1)!;
    default: return prior satisfies never;
  }
}

/** Returns the prior's code for noise that the page drew: d numbers. */
export async function codeOfNoise(frozen: FrozenModel, { z, choice }: CodeNoise): Promise<ArrayLike<number>> {
  const { prior } = frozen.model;
  switch (prior.kind) {
    case "standard-normal": return z;
    case "mixture": return drawMixture(await mixtureValues(prior, frozen), { z, choice: [choice] });
    case "sampler": return (await sampled(prior, frozen, Float32Array.from(z))).at(-1)!;
    default: return prior satisfies never;
  }
}

/** The components of a mixture prior with the current weights. */
async function mixtureValues(prior: MixturePrior, { specs, h, weights }: FrozenModel): Promise<MixtureValues> {
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

/** Returns the states of a sampler, [steps + 1][n × d]: the noise (n × d numbers), then the codes after each step. */
export async function sampled(prior: SamplerPrior, { specs, h, weights }: FrozenModel, noise: Float32Array): Promise<readonly Float32Array[]> {
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

/** Trajectories drawn on the map: enough to see where they diverge, few enough to follow one. */
const TRAJECTORIES = 48;

/** Returns a learned prior's projection onto a plane: ellipses of a mixture or trajectories of a flow; null for other priors. */
export async function priorSeen(directions: Directions, frozen: FrozenModel, seed: number): Promise<PriorOnPlane | null> {
  const { prior } = frozen.model;
  switch (prior.kind) {
    case "standard-normal": return null;
    case "mixture": return { kind: "mixture", components: ellipsesIn(directions, await mixtureValues(prior, frozen)) };
    case "sampler": {
      if (!prior.moves) return null;
      const d = Number(frozen.h["latent"]);
      const { z } = codeNoises({ seed, purpose: "sample", step: 0, lane: laneOf("ways") }, TRAJECTORIES, d);
      const places = await sampled(prior, frozen, z);
      const ways = Array.from({ length: TRAJECTORIES }, (_, i) =>
        places.map((codes) => coordinatesOf(directions, Array.from(codes.subarray(i * d, (i + 1) * d)))));
      return { kind: "ways", ways };
    }
    default: return prior satisfies never;
  }
}
