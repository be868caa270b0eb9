/**
 * What a run was, in one JSON object: enough to say in a paper what was trained, on what, how, and with what outcome. Its JSON Schema is
 * made of this one and published beside the page (`public/run-card.schema.json`).
 */
import * as v from "valibot";
import { BACKENDS } from "../core/run/runConfig";

const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();
const setting = v.union([number, text]);
/** Null: not a number (JSON has none), or not known. */
const numbers = v.record(text, v.nullable(number));

export const runCard = v.strictObject({
  format: v.literal("elbo-room-run-card"),
  version: v.literal(1),
  /** Of the page, and the address that opens the experiment. */
  page: v.strictObject({ version: text, link: text }),
  /** The day, as 2026-01-31. */
  date: v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  experiment: v.strictObject({
    model: text, preset: v.nullable(text), seed: count,
    /** What the run began with, by id, and what was changed since. */
    hyperparameters: v.record(text, setting),
    changes: v.array(v.strictObject({ step: count, id: text, from: setting, value: setting })),
    /** What a second run has else, as it trained beside this one. */
    compared: v.nullable(v.strictObject({ differs: text, value: setting })),
  }),
  run: v.strictObject({
    step: count, images: count, epoch: number, parameters: v.nullable(count),
    /** The step up to which it was trained beforehand; the step of another run that it goes on from. */
    begin: v.nullable(count), forkedFrom: v.nullable(count),
  }),
  /** What it is trained on. `files`: SHA-256 of the decoded content; none of points, which are drawn from the seed. */
  data: v.strictObject({ id: text, files: v.array(v.strictObject({ file: text, images: count, sha256: text })) }),
  machine: v.strictObject({
    backend: v.nullable(v.picklist(BACKENDS)), engine: v.nullable(v.picklist(["eager", "compiled"])), msPerStep: v.nullable(number),
    browser: text, system: text, cores: v.nullable(count),
  }),
  /** A GPU's steps compared with another backend's; null where nothing is compared. */
  checked: v.nullable(v.strictObject({ verdict: v.picklist(["agreed", "disagreed", "unchecked"]), reference: v.nullable(text), losses: v.nullable(number), gradients: v.nullable(number) })),
  /** Of the last step, by loss column. */
  losses: numbers,
  /** Means over test images, by loss column. */
  heldOut: v.nullable(v.strictObject({ step: count, images: count, values: numbers })),
  /** What was measured, each newest. `floor`: the same of as many real images in place of the model's, where that says something. */
  measurements: v.array(v.strictObject({ id: text, step: count, numbers })),
});

export type RunCard = v.InferOutput<typeof runCard>;
