/** Points that a model generates, and the picture of their estimated density, with the discriminator's output on the same grid. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { laneOf } from "../../core/run/draws";
import { cellsOf, estimatedDensity, gridOf, middlesOf, type Grid } from "../../core/latent/grid";
import { forSettings } from "../../core/model/model";
import { normals, type Stream } from "../../core/run/philox";
import { CLASSES } from "../../core/run/runConfig";
import { dataOf } from "../../subject/data/registry";
import { tf } from "../device/tf";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModel } from "../step/frozenModel";
import { bind } from "../step/weights";
import { decodeImages } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { drawCodes } from "./priorDraws";

/** Samples from which the density is estimated, and samples in one slice: some 10 ms for a generator of 64 – 128 units on WASM. */
const SAMPLES = 8000;
const SAMPLES_PER_SLICE = 2000;
/** Samples that are shown as dots. */
const DOTS = 300;

/** Returns samples of the model, [count,width]. If it decodes to the mean of a Gaussian, they are drawn from that Gaussian. */
export async function samplePoints(frozen: FrozenModel, stream: Stream, count: number): Promise<Float32Array> {
  const z = await drawCodes(frozen, stream, count);
  const means = await decodeImages(frozen, z, new Uint8Array(count));
  const sigma = await deviationOf(frozen, z.subarray(0, z.length / count));
  if (sigma === null) return means.slice();
  const noise = normals({ ...stream, lane: laneOf(`deviation/${stream.lane ?? 0}`) }, means.length);
  return means.map((mean, i) => mean + sigma * noise[i]!);
}

/** The standard deviation of the model's Gaussian output; null if it has none. z: [d], any code. */
async function deviationOf({ model, specs, h, weights }: FrozenModel, z: Float32Array): Promise<number | null> {
  const sigma = tidy(() => model.sigma?.(tf, bind(specs, weights, "use"), tensor2d(z, [1, z.length]), h)?.clone());
  if (!sigma) return null;
  try {
    return (await sigma.data())[0]!;
  } finally {
    sigma.dispose();
  }
}

const zeros = (rows: number, columns: number) => tensor2d(new Float32Array(rows * columns), [rows, columns]);

/** The discriminator's output at the middle of each cell, [cells]: a probability, or a critic's score. Null for models without one. */
async function discriminatorOn(grid: Grid, { model, specs, h, weights }: FrozenModel): Promise<Float32Array | null> {
  const { discriminate } = model;
  if (!discriminate) return null;
  const cells = cellsOf(grid);
  const output = tidy(() => {
    const of = { x: tensor2d(middlesOf(grid), [cells, grid.width]), y: zeros(cells, CLASSES), given: zeros(cells, grid.width) };
    const answer = discriminate.apply(tf, bind(specs, weights, "use"), of, h);
    return forSettings(discriminate.output, h) === "log-odds" ? tf.sigmoid(answer) : answer;
  });
  try {
    return (await output.data<"float32">()).slice();
  } finally {
    output.dispose();
  }
}

/** Makes and sends the picture of the current weights. */
export async function* densitySlices(source: PictureSource, credits: Credits): Slices {
  const { frozen, seed } = source;
  const data = dataOf(frozen.h);
  if (data.kind !== "points") return;
  const grid = gridOf(data);
  const { step } = frozen;
  const { x, said } = yield* slicesWithWeights(frozen, async function* samplesAndScores(one) {
    const all = new Float32Array(SAMPLES * data.width);
    for (let first = 0; first < SAMPLES; first += SAMPLES_PER_SLICE) {
      const stream = { seed, purpose: "sample", step: first / SAMPLES_PER_SLICE, lane: laneOf("densities") } as const;
      all.set(await samplePoints(one, stream, SAMPLES_PER_SLICE), first * data.width);
      yield;
    }
    return { x: all, said: await discriminatorOn(grid, one) };
  });
  const cells = cellsOf(grid);
  const parts = [estimatedDensity(grid, x), ...(said ? [said] : []), x.subarray(0, DOTS * data.width)];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const values = new Float32Array(credits.bytes("densities", length * Float32Array.BYTES_PER_ELEMENT).buffer);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const { discriminate } = frozen.model;
  const says = discriminate && (forSettings(discriminate.output, frozen.h) === "score" ? "score" : "probability");
  source.send({ kind: "densities", step, values, cells, says: says ?? null, samples: SAMPLES, dots: DOTS });
}
