/**
 * A run card: a JSON object that describes a run for a paper: its model, data, settings, machine and results. Its JSON Schema is
 * generated from this one and published beside the page (`public/run-card.schema.json`).
 */
import * as v from "valibot";
import { BACKENDS } from "../../core/run/runConfig";

const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();
const setting = v.union([number, text]);
/** Null: NaN or infinite, which JSON does not have, or unknown. */
const numbers = v.record(text, v.nullable(number));

export const runCard = v.strictObject({
  format: v.literal("elbo-room-run-card"),
  version: v.literal(1),
  /** The page's version, and the address that opens the experiment. */
  page: v.strictObject({ version: text, link: text }),
  /** The date, such as 2026-01-31. */
  date: v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  experiment: v.strictObject({
    model: text, preset: v.nullable(text), seed: count,
    /** The initial settings by id; `changes` has the later changes. */
    hyperparameters: v.record(text, setting),
    changes: v.array(v.strictObject({ step: count, id: text, from: setting, value: setting })),
    /** The difference of a second run that was compared with this one. */
    compared: v.nullable(v.strictObject({ differs: text, value: setting })),
  }),
  run: v.strictObject({
    step: count, images: count, epoch: number, parameters: v.nullable(count),
    /** The step of its trained start; `forkedFrom`: the step of another run from which it was forked. */
    begin: v.nullable(count), forkedFrom: v.nullable(count),
  }),
  /** The file of the saved run, if the card was written with one: `elbo-room` does, the page does not. */
  file: v.optional(v.strictObject({ sha256: v.pipe(text, v.regex(/^[\da-f]{64}$/)) })),
  /** The training data. `files`: SHA-256 of the decoded content; empty for points, which are drawn from the seed. */
  data: v.strictObject({ id: text, files: v.array(v.strictObject({ file: text, images: count, sha256: text })) }),
  machine: v.strictObject({
    backend: v.nullable(v.picklist(BACKENDS)), engine: v.nullable(v.picklist(["eager", "compiled"])), msPerStep: v.nullable(number),
    browser: text, system: text, cores: v.nullable(count),
  }),
  /** The comparison of a GPU's steps with another backend's; null if there is none. */
  checked: v.nullable(v.strictObject({ verdict: v.picklist(["agreed", "disagreed", "unchecked"]), reference: v.nullable(text), losses: v.nullable(number), gradients: v.nullable(number) })),
  /** The losses of the last step by column. */
  losses: numbers,
  /** Their means over so many last steps, at most 100; cards of earlier versions lack them. */
  meanLosses: v.optional(v.strictObject({ steps: count, values: numbers })),
  /** Means over test images by loss column. `negativeElbo`: D + R, whatever the weights of terms are, if the model has an ELBO. */
  heldOut: v.nullable(v.strictObject({ step: count, images: count, values: numbers, negativeElbo: v.optional(v.nullable(number)) })),
  /** The newest result of each measurement. `floor`: the same for as many real images instead of the model's, if that is meaningful. `lists`: a number for each dimension or class. */
  measurements: v.array(v.strictObject({ id: text, step: count, numbers, lists: v.optional(v.record(text, v.array(v.nullable(number)))) })),
});

export type RunCard = v.InferOutput<typeof runCard>;
