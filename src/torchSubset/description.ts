/**
 * The description of a program's model. A worker executes the program and writes the description (`program/describe.ts`); the page's thread checks
 * it and makes a model of it (`src/subject/models/described.ts`). What depends on settings is described for the settings that were asked for.
 */
import * as v from "valibot";
import type { HyperparameterValues } from "../core/model/hyperparameters";
import { WRITTEN, type NoiseSpec } from "../core/model/model";
import type { Initialiser } from "../core/model/network";
import type { Optimiser } from "../core/model/optimiser";

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const pairs = <T>(value: v.GenericSchema<unknown, T>) => v.array(v.strictTuple([text, value])); // an object would lose names such as "constructor"

const HyperparameterSchema = v.strictObject({
  kind: v.picklist(["int", "real"]), min: v.number(), max: v.number(), default: v.number(), scale: v.picklist(["linear", "log"]),
  symbol: text, live: v.boolean(), unit: v.exactOptional(v.picklist(["images", "steps", "nats", "dimensions", "units"])),
});
const OptimiserSchema: v.GenericSchema<unknown, Optimiser> = v.strictObject({
  name: v.picklist(["Adam", "RMSProp", "SGD"]), beta1: v.number(), beta2: v.number(), epsilon: v.number(), corrected: v.boolean(), adaptive: v.exactOptional(v.literal(false)),
});
const TermSchema = v.strictObject({
  id: text, tex: text, unit: v.picklist(["nats/image", "none"]), ownAxis: v.exactOptional(v.literal(true)),
  /** The formula of its weight; null if it has none. */
  weight: v.nullable(text),
});
const ObjectiveSchema = v.strictObject({
  id: text, total: v.exactOptional(text), tex: text, minimises: v.array(text), optimiser: OptimiserSchema, terms: v.array(TermSchema),
  /** The parts of a bound on log p(x); null if none was recognised. */
  bound: v.nullable(v.strictObject({ kl: TermSchema, reconstruction: TermSchema })),
});
const ModelSchema = v.strictObject({
  id: v.pipe(text, v.startsWith(WRITTEN)), conditional: v.boolean(), encodes: v.boolean(), draws: v.boolean(), labelled: v.boolean(), missing: v.boolean(), optimiser: OptimiserSchema,
  hyperparameters: pairs(HyperparameterSchema), objectives: v.pipe(v.array(ObjectiveSchema), v.minLength(1)),
});
const InitialiserSchema: v.GenericSchema<unknown, Initialiser> = v.variant("kind", [
  v.strictObject({ kind: v.literal("zeros") }), v.strictObject({ kind: v.literal("ones") }), v.strictObject({ kind: v.literal("constant"), value: v.number() }),
  v.strictObject({ kind: v.literal("fanIn"), fanIn: v.number() }), v.strictObject({ kind: v.literal("glorot"), fanIn: v.number(), fanOut: v.number() }),
  v.strictObject({ kind: v.literal("normal"), mean: v.exactOptional(v.number()), deviation: v.exactOptional(v.number()) }),
]);
const NetworkSchema = v.strictObject({
  role: v.picklist(["encoder", "decoder", "generator", "discriminator", "critic", "prior"]), inputSymbol: v.exactOptional(text), widths: v.array(whole),
  layers: pairs(pairs(v.strictObject({ shape: v.array(whole), init: InitialiserSchema, trainable: v.boolean() }))),
});
const NoiseSchema: v.GenericSchema<unknown, NoiseSpec> = v.strictObject({
  shape: v.strictTuple([whole, whole]), purpose: v.picklist(["eps", "z", "dropout", "augment"]), fixedPerSample: v.exactOptional(v.literal(true)),
  distribution: v.exactOptional(v.variant("kind", [
    v.strictObject({ kind: v.literal("normal") }), v.strictObject({ kind: v.literal("uniform") }), v.strictObject({ kind: v.literal("categorical") }),
    v.strictObject({ kind: v.literal("dropout"), rate: v.number() }),
  ])),
});
/** `isLate`: the clock refused it, so that it may be accepted another time. */
const RefusedSchema = v.strictObject({ kind: v.literal("refused"), reason: text, isLate: v.boolean() });
const SettingsSchema = v.variant("kind", [
  RefusedSchema,
  v.strictObject({
    kind: v.literal("fit"),
    /** The program with the values of these settings. */
    program: text,
    networks: pairs(NetworkSchema), noise: pairs(NoiseSchema),
    /** The updates of each objective in one step. */
    repeats: v.array(whole), labelled: v.nullable(v.number()), missing: v.nullable(v.number()),
    /** The weights of all terms that have one, in their order: a row for each step from `first` on, or one row for all steps. */
    weights: v.strictObject({ first: whole, isAlways: v.boolean(), rows: v.array(v.array(v.number())) }),
  }),
]);
export const DescriptionSchema = v.variant("kind", [
  RefusedSchema,
  v.strictObject({ kind: v.literal("described"), model: ModelSchema, settings: SettingsSchema }),
]);

export type ModelDescription = v.InferOutput<typeof ModelSchema>;
export type TermDescription = v.InferOutput<typeof TermSchema>;
export type NetworkDescription = v.InferOutput<typeof NetworkSchema>;
export type SettingsDescription = v.InferOutput<typeof SettingsSchema>;
/** The model with its own settings or those that were requested; or why the program has none. */
export type Description = v.InferOutput<typeof DescriptionSchema>;

/** A request to describe a program. */
export interface DescriptionRequest {
  readonly source: string;
  /** Null: the program's own. */
  readonly settings: HyperparameterValues | null;
  /** The first step whose weights are described, and the number of steps. */
  readonly first: number;
  readonly steps: number;
}
