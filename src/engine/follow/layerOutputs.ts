/** One image's path through a model's layers: x → encoder → μ, σ → ε → z → decoder → x̂, or z → generator → x̃ → D. */
import type { FollowRequest, ForwardTrace } from "../../core/latent/follow";
import { oneDraw } from "../../core/model/measurable";
import type { Tensor, Tensor2D } from "../../core/model/tf";
import { tf } from "../device/tf";
import { measuredNoise } from "../measurementInputs/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import type { FrozenModel } from "../step/frozenModel";
import { bind } from "../step/weights";
import { describeLayer, disposeCalls, observed, type Calls } from "./observe";
import { read } from "./read";
import { classRow, decodeInputs, followedImage, givenRow, noiseStepOf, rowOf, type FollowedImage } from "./subject";

/** Returns ε ~ N(0, I) of the image, [1,d], with which the forward pass draws its code; null for models without it. */
function epsOf({ model, h }: FrozenModel, image: number, draw: number): Tensor2D | null {
  const settings = oneDraw(model.objectives[0]!, { ...h, batch: 1 });
  const specs = model.noise(settings);
  const name = Object.keys(specs).find((one) => specs[one]!.purpose === "eps");
  if (name === undefined) return null;
  const d = Number(h["latent"]);
  // If several codes are drawn for each image, this is the first.
  return tf.slice(measuredNoise(model, settings, [image], noiseStepOf(image, draw))[name]!, [0, 0], [1, d]) as Tensor2D;
}

/** Tensors by name, as far as they apply. */
type Seen = Readonly<Partial<Record<"x" | "mean" | "deviation" | "eps" | "z" | "made" | "verdict", Tensor>>>;

/** Computes the tensors, and records the layers' outputs in `calls`. Call it within a `tidy`. */
function seen(frozen: FrozenModel, source: PictureSource, request: FollowRequest, from: FollowedImage, calls: Calls): Seen {
  const { model, specs, h, weights } = frozen;
  const networks = observed(bind(specs, weights, "use"), calls);
  const { encode, decode, discriminate, given } = model;
  const ofImage = request.subject.kind === "image";
  const discriminatorOutput = (x: Tensor2D, k: number) => discriminate?.apply(tf, networks, { x, y: classRow(k), given: givenRow(frozen, source, from.image) }, h);

  if (ofImage && encode) {
    const { x, y } = source.testBatchOf([from.image]);
    const { mu, logVar } = encode(tf, networks, { x, y }, h);
    const sigma = logVar && tf.exp(tf.mul(logVar, 0.5));
    const eps = sigma && epsOf(frozen, from.image, request.draw);
    const z = sigma && eps ? tf.add<Tensor2D>(mu, tf.mul(sigma, eps)) : mu;
    const made = decode(tf, networks, decodeInputs(frozen, source, from, z), h);
    const verdict = discriminatorOutput(made, from.class);
    return { x, mean: mu, z, made, ...(sigma && { deviation: sigma }), ...(eps && { eps }), ...(verdict && { verdict }) };
  }
  if (ofImage && !given) {
    const x = rowOf(source.testPixelsOf([from.image]));
    const verdict = discriminatorOutput(x, from.label);
    return { x, ...(verdict && { verdict }) };
  }
  const z = rowOf(from.z);
  const made = decode(tf, networks, decodeInputs(frozen, source, from, z), h);
  const verdict = discriminatorOutput(made, from.class);
  return { z, made, ...(given && { x: givenRow(frozen, source, from.image) }), ...(verdict && { verdict }) };
}

/** Returns the outputs of all layers, and the code. The weights must stay valid until it resolves. */
export async function layerOutputsOf(frozen: FrozenModel, source: PictureSource, request: FollowRequest): Promise<ForwardTrace> {
  const from = await followedImage(frozen, source, request);
  const all: Calls = new Map();
  try {
    let names: readonly string[] = [];
    const values = await read(() => {
      const tensors = seen(frozen, source, request, from, all);
      names = Object.keys(tensors);
      return Object.values(tensors);
    });
    // Outputs with more rows are tables that are the same for every image.
    const calls = [...all.values()].filter(({ output }) => output.shape[0] === 1);
    const outputs = await read(() => calls.map(({ output }) => output));
    const at = (name: keyof Seen) => values[names.indexOf(name)] ?? null;
    const z = at("z");
    return {
      part: "way", x: at("x"), made: at("made"), verdict: at("verdict")?.[0] ?? null,
      layers: calls.map((call, i) => describeLayer(frozen.specs, call, outputs[i]!)),
      code: z && { z, mu: at("mean"), sigma: at("deviation"), eps: at("eps") },
    };
  } finally {
    disposeCalls(all);
  }
}
