/** Codes from a model's prior, which may have weights of its own. */
import { tidy } from "@tensorflow/tfjs-core";
import { codeNoises } from "../../core/draws";
import type { MixturePrior } from "../../core/model";
import type { Stream } from "../../core/philox";
import type { CodeNoise } from "../../core/pictures";
import { drawMixture, type MixtureValues } from "../../metrics/mixture";
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
    default: return prior satisfies never;
  }
}

/** What the prior makes of noise that the page drew: d numbers. */
export async function codeOfNoise(still: Still, { z, choice }: CodeNoise): Promise<ArrayLike<number>> {
  const { prior } = still.model;
  switch (prior.kind) {
    case "standard-normal": return z;
    case "mixture": return drawMixture(await mixtureValues(prior, still), { z, choice: [choice] });
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
