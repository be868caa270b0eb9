/** Measures the quality of samples if the decoder's or generator's weights have fewer bits. */
import { dispose, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { sizeOf } from "../../../core/model/parameters";
import { PIXELS } from "../../../core/run/runConfig";
import { bytesOf, quantised } from "../../../subject/metrics/quantise";
import { toBytes } from "../../pictures/pictures";
import type { FrozenModel } from "../../step/frozenModel";
import { parametersOf } from "../../step/weights";
import { sampleImages, SLICE } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import { measure as digitFid } from "../digit-fid/measure";
import type { quantisedDecoder } from "../../../subject/measurements/quantised-decoder/definition";

/** The bits of each level, first unchanged. */
const BITS = [32, 8, 6, 4, 2] as const;
/** The number of samples to show, the same ones for each level. */
const SHOWN = 10;

/**
 * Returns the decoder's or generator's parameters. Only kernels get fewer bits: biases and the like are few and count
 * unchanged.
 */
function decoderOf({ specs }: FrozenModel) {
  const networks = Object.fromEntries(Object.entries(specs).filter(([, { role }]) => role === "decoder" || role === "generator"));
  const parameters = parametersOf(networks).map(({ name, shape }) => ({ name, count: sizeOf(shape), kernel: shape.length >= 2 }));
  return {
    kernels: parameters.filter(({ kernel }) => kernel).map(({ name }) => name),
    bytes: (bits: number) => parameters.reduce((sum, { count, kernel }) => sum + (kernel && bits < 32 ? bytesOf(count, bits) : 4 * count), 0),
  };
}

/** Returns the model with quantised kernels; the caller disposes the tensors of `kernels`. */
async function withKernels(frozen: FrozenModel, names: readonly string[], bits: number): Promise<{ readonly frozen: FrozenModel; readonly kernels: Record<string, Tensor> }> {
  const kernels: Record<string, Tensor> = {};
  for (const name of names) kernels[name] = tensor(quantised(await frozen.weights[name]!.data<"float32">(), bits), frozen.weights[name]!.shape);
  return { frozen: { ...frozen, weights: { ...frozen.weights, ...kernels }, functions: undefined }, kernels };
}

export const measure: Measure<typeof quantisedDecoder> = {
  needs: ["train", "test"],
  judged: true,
  async *run(context, { samples }) {
    const { kernels: names, bytes } = decoderOf(context.frozen);
    const levels = [];
    let floor = 0;
    for (const [i, bits] of BITS.entries()) {
      const { frozen, kernels } = await withKernels(context.frozen, bits < 32 ? names : [], bits);
      try {
        const work = digitFid.run({ ...context, frozen }, { samples });
        let next = await work.next();
        for (; !next.done; next = await work.next()) yield (i + next.value) / BITS.length;
        const { pixels } = await sampleImages({ ...context, frozen }, { first: 0, count: SLICE });
        const shown = new Uint8Array(SHOWN * PIXELS);
        toBytes(pixels.subarray(0, shown.length), shown);
        floor = next.value.floor;
        levels.push({ bits, bytes: bytes(bits), distance: next.value.distance, pixels: shown });
      } finally {
        dispose(kernels);
      }
    }
    return { samples, floor, levels };
  },
};
