/**
 * Two runs that differ in one setting or in the model. The second run's configuration is a function of the first's and the difference.
 * Seed, images and noise are the same. "A" is the page's main run, "B" the one that is compared with it.
 */
import { check, defaultsOf, isFixed, isInUse, type Hyperparameter, type Hyperparameters, type HyperparameterValue, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { MAX_PROGRAM, type RunConfig } from "../../core/run/runConfig";
import { dataOf, onPoints } from "../../subject/data/registry";
import { linkedProgram, packProgram } from "../../subject/models/programs";
import { findModel, models } from "../../subject/models/registry";

/** The difference of B from A: another value of one setting, or another model. `program`: its source, if it is a program's model; the model has been made. */
export type Difference =
  | { readonly kind: "setting"; readonly id: string; readonly value: HyperparameterValue }
  | { readonly kind: "model"; readonly model: string; readonly program?: string };

type Subject = Pick<RunConfig, "model" | "hyperparameters" | "program">;

/** Links and scripts use this key if the model differs. */
export const MODEL_KEY = "model";
/** Links use this key if B trains a program. */
const PROGRAM_KEY = "program";

/** These settings cannot differ: with other data the two runs would not train on the same images. */
const NOT_COMPARED: readonly string[] = ["data"];

/** Returns the settings that may differ, in the model's order. */
export function comparableSettings({ model: id, hyperparameters }: Subject): readonly (readonly [id: string, spec: Hyperparameter])[] {
  return Object.entries<Hyperparameter>(findModel(id)?.hyperparameters ?? {})
    .filter(([setting, spec]) => !NOT_COMPARED.includes(setting) && !isFixed(spec) && isInUse(spec, hyperparameters));
}

/** Returns the models that can be compared with this one: those whose decoder or generator has the same widths. */
export function comparableModels(subject: Subject): readonly Model[] {
  return models.filter((other) => other.id !== subject.model && settingsOf(other, subject) !== null);
}

/** Returns whether this program can be trained beside a run. Both programs together must not be longer than one may be: a link contains both. */
function isBeside({ model, hyperparameters, program: own = "" }: Subject, program: string): boolean {
  const first = findModel(model);
  if (!first || first.given || first.quantise || onPoints(hyperparameters)) return false; // a program has no such inputs or codes
  return program !== own && own.length + program.length <= MAX_PROGRAM;
}

/** Returns whether the difference makes B another run than A, and one that can be compared with it. */
export function isDifference(subject: Subject, difference: Difference): boolean {
  switch (difference.kind) {
    case "setting": {
      const spec = new Map(comparableSettings(subject)).get(difference.id);
      return spec !== undefined && check(spec, difference.value).kind === "ok" && subject.hyperparameters[difference.id] !== difference.value;
    }
    case "model": {
      const { model, program } = difference;
      return program === undefined ? comparableModels(subject).some(({ id }) => id === model) : findModel(model) !== undefined && isBeside(subject, program);
    }
    default: return difference satisfies never;
  }
}

/** Returns B's configuration if `first` is A's. The difference must pass `isDifference`. B begins at step 0. */
export function secondConfig(first: RunConfig, difference: Difference): RunConfig {
  const { begin: _, then = [], program, ...config } = first;
  const hyperparameters = hyperparametersOfSecond(first, difference);
  const model = difference.kind === "model" ? difference.model : first.model;
  const source = difference.kind === "model" ? difference.program : program;
  const table: Hyperparameters = findModel(model)?.hyperparameters ?? {};
  // A setting that differs keeps its value in B. A program's numbers are part of it.
  const differs = (id: string) =>
    (difference.kind === "setting" ? id === difference.id : difference.program !== undefined && hyperparameters[id] !== first.hyperparameters[id]);
  const changes = then.filter(({ id, value }) => {
    const spec = table[id];
    return spec?.live && check(spec, value).kind === "ok" && !differs(id);
  });
  return { ...config, model, ...(source !== undefined && { program: source }), hyperparameters, ...(changes.length > 0 ? { then: changes } : {}) };
}

/** Returns A's settings with B's difference. */
function hyperparametersOfSecond(first: Subject, difference: Difference): HyperparameterValues {
  if (difference.kind === "setting") return { ...first.hyperparameters, [difference.id]: difference.value };
  const model = findModel(difference.model);
  if (model && difference.program !== undefined) return settingsOfProgram(model, first);
  return (model && settingsOf(model, first)) ?? first.hyperparameters;
}

/** Returns the numbers of a program, except those that the reader has changed on the page if A trains a program, too. */
function settingsOfProgram(model: Model, { model: firstId, hyperparameters, program }: Subject): HyperparameterValues {
  const own = defaultsOf(model.hyperparameters);
  const first = defaultsOf(findModel(firstId)!.hyperparameters);
  const changed = Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) => {
    const value = hyperparameters[id];
    return program !== undefined && value !== undefined && value !== first[id] && check(spec, value).kind === "ok" ? [[id, value] as const] : [];
  });
  const settings = { ...own, ...Object.fromEntries(changed) };
  return model.refusal?.(settings) ? own : settings;
}

/** Integer settings with at most this many values are searched for matching widths. */
const FEW = 4;

/**
 * Returns the settings with which another model is compared with this run: the run's values where the model has the setting, else its
 * defaults, but one of its other settings may take the value that gives its decoder or generator the same widths. Null: no value does, or the
 * models have different inputs.
 */
function settingsOf(model: Model, { model: firstId, hyperparameters }: Subject): HyperparameterValues | null {
  const first = findModel(firstId);
  if (!first || first.given || model.given || first.conditional !== model.conditional) return null;
  if (first.quantise || model.quantise) return null; // z means something else if codes are symbols
  const table = Object.entries<Hyperparameter>(model.hyperparameters);
  const shared = table.flatMap(([id, spec]) => {
    const value = hyperparameters[id];
    return value !== undefined && check(spec, value).kind === "ok" ? [[id, value] as const] : [];
  });
  const settings: HyperparameterValues = { ...defaultsOf(model.hyperparameters), ...Object.fromEntries(shared) };
  if (dataOf(settings) !== dataOf(hyperparameters)) return null;
  const wanted = paintingWidths(first, hyperparameters);
  const own = table.filter(([id]) => !(id in hyperparameters));
  const tries = own.flatMap(([id, spec]) => valuesOf(spec).map((value) => ({ ...settings, [id]: value })));
  return [settings, ...tries].find((one) => paintingWidths(model, one) === wanted) ?? null;
}

function valuesOf(spec: Hyperparameter): readonly HyperparameterValue[] {
  if (spec.kind === "choice") return spec.options;
  return spec.kind === "int" && spec.max - spec.min < FEW ? Array.from({ length: spec.max - spec.min + 1 }, (_, i) => spec.min + i) : [];
}

/** Returns the widths of the decoder or generator, from its input to its output. */
function paintingWidths(model: Model, h: HyperparameterValues): string {
  const painting = Object.values(model.networks(h)).filter(({ role }) => role === "decoder" || role === "generator");
  return painting.map(({ widths }) => widths.join("-")).join();
}

/** Returns the difference as a link contains it: `beta:4`, `model:ae`, `program:` and the packed program. */
export function differenceText(difference: Difference): string {
  if (difference.kind === "setting") return `${difference.id}:${difference.value}`;
  return difference.program === undefined ? `${MODEL_KEY}:${difference.model}` : `${PROGRAM_KEY}:${packProgram(difference.program)}`;
}

/** Returns the two parts of such a text. */
const partsOf = (text: string): readonly [id: string, written: string] => {
  const [, id = "", written = ""] = /^(\w+):(.*)$/.exec(text) ?? [];
  return [id, written];
};

/** Any packed program is longer; a program may also have a setting of this name. */
const SHORTEST_PROGRAM = 40;

/** Returns the packed program in such a text; undefined if it has none. */
export function packedIn(text: string): string | undefined {
  const [id, written] = partsOf(text);
  return id === PROGRAM_KEY && written.length > SHORTEST_PROGRAM ? written : undefined;
}

/** Parses such a text for this run; null if it is invalid or no difference. A number out of range becomes the nearest allowed. */
export function readDifference(text: string, subject: Subject): Difference | null {
  const packed = packedIn(text);
  if (packed === undefined) return differenceOf(...partsOf(text), subject);
  const found = linkedProgram(packed);
  if (!("model" in found)) return null;
  const difference = { kind: "model", model: found.model.id, program: found.program } as const;
  return isDifference(subject, difference) ? difference : null;
}

/** Returns the difference from the two parts of such a text; null if it is invalid or no difference. A number out of range becomes the nearest allowed. */
export function differenceOf(id: string, written: string | number, subject: Subject): Difference | null {
  const difference = id === MODEL_KEY ? { kind: "model", model: String(written) } as const : settingDifference(id, written, subject);
  return difference && isDifference(subject, difference) ? difference : null;
}

function settingDifference(id: string, written: string | number, subject: Subject): Difference | null {
  const spec = new Map(comparableSettings(subject)).get(id);
  const checked = spec && check(spec, written);
  return !checked || checked.kind === "rejected" ? null : { kind: "setting", id, value: checked.value === 0 ? 0 : checked.value };
}
