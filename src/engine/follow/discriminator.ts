/** A discriminator's or critic's output for one image, its gradient with respect to the pixels, and the outputs along a line from a real to a generated image. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { FollowRequest, DiscriminatorVerdict } from "../../core/latent/follow";
import { forSettings } from "../../core/model/model";
import type { Tensor2D } from "../../core/model/tf";
import { lerp } from "../../core/latent/interpolate";
import { tf } from "../device/tf";
import type { PictureSource } from "../pictures/pictureSource";
import type { FrozenModel } from "../step/frozenModel";
import { bind } from "../step/weights";
import { read } from "./read";
import { classRow, decodeInputs, followedImage, givenRow, rowOf } from "./subject";

/** Points on the line, both ends included. */
const PATH_POINTS = 33;

/**
 * Returns the discriminator's output for the followed image, its gradient with respect to the pixels, and its outputs between the real and the
 * generated image. The model must have `discriminate`. The weights must stay valid until the promise resolves.
 */
export async function discriminatorOutputOf(frozen: FrozenModel, source: PictureSource, request: FollowRequest): Promise<DiscriminatorVerdict> {
  const { model, specs, h, weights } = frozen;
  const discriminate = model.discriminate!;
  const from = await followedImage(frozen, source, request);
  const real = source.testPixelsOf([from.image]);
  const [generated] = await read(() => {
    const networks = bind(specs, weights, "use");
    // A test image that the model can encode is compared with its reconstruction.
    const z = request.subject.kind === "image" && model.encode ? model.encode(tf, networks, source.testBatchOf([from.image]), h).mu : rowOf(from.z);
    return [model.decode(tf, networks, decodeInputs(frozen, source, from, z), h)];
  });
  const image = request.subject.kind === "image" ? real : generated!;
  const way = Array.from({ length: PATH_POINTS }, (_, i) => lerp(real, generated!, i / (PATH_POINTS - 1)));
  const [verdict, gradient, path] = await read(() => {
    const networks = bind(specs, weights, "use");
    const repeated = (row: Tensor2D, n: number) => tf.concat(Array<Tensor2D>(n).fill(row), 0);
    const outputs = (x: Tensor2D) => {
      const n = x.shape[0];
      return discriminate.apply(tf, networks, { x, y: repeated(classRow(from.class), n), given: repeated(givenRow(frozen, source, from.image), n) }, h);
    };
    const x = rowOf(image);
    return [outputs(x), tf.grad((at) => tf.sum(outputs(at as Tensor2D)))(x), outputs(tensor2d(way))]; // `at` has the shape of x
  });
  return {
    part: "judged", says: forSettings(discriminate.output, h), image, real, generated: generated!,
    verdict: verdict![0]!, gradient: gradient!, path: path!,
  };
}
