/** The way of one image through a model's layers: x → encoder → μ, σ → ε → z → decoder → x̂, or z → generator → x̃ → D. */
import type { FollowRequest, ForwardTrace } from "../../core/follow";
import { oneDraw } from "../../core/measurable";
import type { Tensor, Tensor2D } from "../../core/tf";
import { tf } from "../device/tf";
import { measuredNoise } from "../measuring/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import type { Still } from "../step/still";
import { bind } from "../step/weights";
import { layerSeen, letGo, observed, type Calls } from "./observe";
import { read } from "./read";
import { classRow, decodeInputs, followedImage, givenRow, noiseStep, rowOf, type FollowedImage } from "./subject";

/** ε ~ N(0, I) of the image, [1,d]: the noise with which its forward draws a code. */
export function epsOf({ model, h }: Still, image: number, draw: number): Tensor2D | null {
  const settings = oneDraw(model.objectives[0]!, { ...h, batch: 1 });
  const specs = model.noise(settings);
  const name = Object.keys(specs).find((one) => specs[one]!.purpose === "eps");
  if (name === undefined) return null;
  const d = Number(h["latent"]);
  // Where several codes are drawn for each image, the first.
  return tf.slice(measuredNoise(model, settings, [image], noiseStep(image, draw))[name]!, [0, 0], [1, d]) as Tensor2D;
}

/** By name; what does not apply is not there. */
type Seen = Readonly<Partial<Record<"x" | "mean" | "deviation" | "eps" | "z" | "made" | "verdict", Tensor>>>;

/** Within a `tidy`. What layers give goes into `calls`. */
function seen(still: Still, source: PictureSource, wish: FollowRequest, from: FollowedImage, calls: Calls): Seen {
  const { model, specs, h, weights } = still;
  const networks = observed(bind(specs, weights, "use"), calls);
  const { encode, decode, discriminate, given } = model;
  const ofImage = wish.subject.kind === "image";
  const judge = (x: Tensor2D, k: number) => discriminate?.apply(tf, networks, { x, y: classRow(k), given: givenRow(still, source, from.image) }, h);

  if (ofImage && encode) {
    const { x, y } = source.testBatchOf([from.image]);
    const { mu, logVar } = encode(tf, networks, { x, y }, h);
    const sigma = logVar && tf.exp(tf.mul(logVar, 0.5));
    const eps = sigma && epsOf(still, from.image, wish.draw);
    const z = sigma && eps ? tf.add<Tensor2D>(mu, tf.mul(sigma, eps)) : mu;
    const made = decode(tf, networks, decodeInputs(still, source, from, z), h);
    const verdict = judge(made, from.class);
    return { x, mean: mu, z, made, ...(sigma && { deviation: sigma }), ...(eps && { eps }), ...(verdict && { verdict }) };
  }
  if (ofImage && !given) {
    const x = rowOf(source.testPixelsOf([from.image]));
    const verdict = judge(x, from.label);
    return { x, ...(verdict && { verdict }) };
  }
  const z = rowOf(from.z);
  const made = decode(tf, networks, decodeInputs(still, source, from, z), h);
  const verdict = judge(made, from.class);
  return { z, made, ...(given && { x: givenRow(still, source, from.image) }), ...(verdict && { verdict }) };
}

/** The weights must stay until then. */
export async function wayOf(still: Still, source: PictureSource, wish: FollowRequest): Promise<ForwardTrace> {
  const from = await followedImage(still, source, wish);
  const all: Calls = new Map();
  try {
    let names: readonly string[] = [];
    const numbers = await read(() => {
      const tensors = seen(still, source, wish, from, all);
      names = Object.keys(tensors);
      return Object.values(tensors);
    });
    // Tables that layers hold are the same for every image.
    const calls = [...all.values()].filter(({ output }) => output.shape[0] === 1);
    const outputs = await read(() => calls.map(({ output }) => output));
    const at = (name: keyof Seen) => numbers[names.indexOf(name)] ?? null;
    const z = at("z");
    return {
      part: "way", x: at("x"), made: at("made"), verdict: at("verdict")?.[0] ?? null,
      layers: calls.map((call, i) => layerSeen(still.specs, call, outputs[i]!)),
      code: z && { z, mu: at("mean"), sigma: at("deviation"), eps: at("eps") },
    };
  } finally {
    letGo(all);
  }
}
