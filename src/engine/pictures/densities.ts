/** Points that a model makes, and the picture of their density: where they lie, and what the discriminator says of each place. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { laneOf } from "../../core/draws";
import { cellsOf, estimatedDensity, gridOf, middlesOf, type Grid } from "../../core/grid";
import { forSettings } from "../../core/model";
import { normals, type Stream } from "../../core/philox";
import { CLASSES } from "../../core/runConfig";
import { dataOf } from "../../data/registry";
import { tf } from "../device/tf";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type Still } from "../step/still";
import { bind } from "../step/weights";
import { decodeImages } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { drawCodes } from "./priorDraws";

/** Samples of which the density is estimated, and how many are made at once: some 10 ms for a generator of 64 – 128 units on WASM. */
const SAMPLES = 8000;
const AT_ONCE = 2000;
/** Samples that are shown as dots. */
const DOTS = 300;

/** [count,width], drawn from what the model has learned: where it decodes to the mean of a Gaussian, from that Gaussian. */
export async function samplePoints(still: Still, stream: Stream, count: number): Promise<Float32Array> {
  const z = await drawCodes(still, stream, count);
  const means = await decodeImages(still, z, new Uint8Array(count));
  const sigma = await deviationOf(still, z.subarray(0, z.length / count));
  if (sigma === null) return means.slice();
  const noise = normals({ ...stream, lane: laneOf(`deviation/${stream.lane ?? 0}`) }, means.length);
  return means.map((mean, i) => mean + sigma * noise[i]!);
}

/** z: [d], any code. */
async function deviationOf({ model, specs, h, weights }: Still, z: Float32Array): Promise<number | null> {
  const sigma = tidy(() => model.sigma?.(tf, bind(specs, weights, "use"), tensor2d(z, [1, z.length]), h)?.clone());
  if (!sigma) return null;
  try {
    return (await sigma.data())[0]!;
  } finally {
    sigma.dispose();
  }
}

const noughts = (rows: number, columns: number) => tensor2d(new Float32Array(rows * columns), [rows, columns]);

/** What the discriminator says at the middle of each cell: [cells]; null for models without. */
async function discriminatorOn(grid: Grid, { model, specs, h, weights }: Still): Promise<Float32Array | null> {
  const { discriminate } = model;
  if (!discriminate) return null;
  const cells = cellsOf(grid);
  const said = tidy(() => {
    const of = { x: tensor2d(middlesOf(grid), [cells, grid.width]), y: noughts(cells, CLASSES), given: noughts(cells, grid.width) };
    const answer = discriminate.apply(tf, bind(specs, weights, "use"), of, h);
    return forSettings(discriminate.output, h) === "log-odds" ? tf.sigmoid(answer) : answer;
  });
  try {
    return (await said.data<"float32">()).slice();
  } finally {
    said.dispose();
  }
}

/** Makes the picture of the run as it stands and sends it. */
export async function* densitySlices(source: PictureSource, credits: Credits): Slices {
  const { still, seed } = source;
  const data = dataOf(still.h);
  if (data.kind !== "points") return;
  const grid = gridOf(data);
  const { step } = still;
  const { x, said } = yield* slicesWithWeights(still, async function* samplesAndScores(one) {
    const all = new Float32Array(SAMPLES * data.width);
    for (let first = 0; first < SAMPLES; first += AT_ONCE) {
      const stream = { seed, purpose: "sample", step: first / AT_ONCE, lane: laneOf("densities") } as const;
      all.set(await samplePoints(one, stream, AT_ONCE), first * data.width);
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
  const { discriminate } = still.model;
  const says = discriminate && (forSettings(discriminate.output, still.h) === "score" ? "score" : "probability");
  source.send({ kind: "densities", step, values, cells, says: says ?? null, samples: SAMPLES, dots: DOTS });
}
