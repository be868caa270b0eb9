/** The keys that define the training and the way in which it is computed. */
import { check, type Hyperparameter } from "../../../core/model/hyperparameters";
import { MAX_STEP } from "../../../core/run/ids";
import { changesText, MAX_CHANGES } from "../../../core/run/liveChanges";
import { isWritten, type Model } from "../../../core/model/model";
import { readOwnId } from "../../../core/data/ownId";
import { BACKENDS, MAX_SEED, type LiveChange, type RunConfig } from "../../../core/run/runConfig";
import { trainedStartFor } from "../trainedStart";
import { checked, fieldOf, key, partOfValue, oneOf, oneOrNone, text, whole, wholeOrNone, type LinkKeys, type NamedKeys } from "./key";
import { modelOf, type Draft, type Link } from "./link";

/** A field that a configuration has only if it differs from the default. */
const unusual = <K extends "engine" | "fma" | "operands" | "own" | "begin" | "then">(name: K) =>
  partOfValue<"config", NonNullable<RunConfig[K]> | null>("config", (config) => config[name] ?? null, (value) => (value === null ? {} : { [name]: value }));

const changeStep = whole(1, MAX_STEP);

/** `300:beta=4,500:lr=0.0005`: changes of live settings, each with the number of steps made before it. */
const changes = {
  spec: changeStep.spec,
  read(written: string, link: Draft) {
    const { hyperparameters } = modelOf(link);
    const pointed = written.replace(/(=\d+),(?=\d+(?:,|$))/g, "$1."); // a decimal comma: a change begins with its step and a colon
    const read = pointed.split(",", MAX_CHANGES + 1).slice(0, MAX_CHANGES).flatMap((part): LiveChange[] => {
      const [, at = "", id = "", value] = /^(\d+):(\w+)=(.*)$/.exec(part) ?? [];
      const spec = Object.hasOwn(hyperparameters, id) ? hyperparameters[id] : undefined;
      const step = changeStep.read(at, link);
      if (!spec?.live || value === undefined || !step) return [];
      const found = check(spec, value);
      return found.kind === "rejected" ? [] : [{ step: step.value, id, value: found.value === 0 ? 0 : found.value }];
    });
    const last = new Map(read.map((change) => [`${change.step}:${change.id}`, change]));
    const used = [...last.values()].sort((a, b) => a.step - b.step);
    return { value: used.length > 0 ? used : null, exact: changesText(read) === pointed && used.length === read.length };
  },
  write: (value: readonly LiveChange[] | null) => value && (changesText(value) || null),
};

const startStep = ({ config, preset }: Link) => trainedStartFor({ preset, begun: config })?.step ?? null;

/** The keys in the order in which they are read: a key may depend on those before it. */
export const experimentKeys = {
  /** Every random number of a run comes from it. */
  seed: key(fieldOf("config", "seed"), whole(0, MAX_SEED)),
  /** The changes of live settings. */
  then: key(unusual("then"), changes, { part: "changes" }),
  /** The reader's own images in place of MNIST, by name and hash: see `core/data/ownData.ts`. */
  own: key(unusual("own"), text((written) => readOwnId(written) && written, (own: string | null) => own)),
  /** The requested backend. One that cannot start is replaced, and a notice says so. */
  backend: key(fieldOf("config", "backend"), oneOf(["auto", ...BACKENDS])),
  /** `eager`: steps are not compiled, for comparison. */
  engine: key(unusual("engine"), oneOrNone("auto", ["eager"])),
  /** `off`: no fused multiply-add on WASM, to compare across browsers. */
  fma: key(unusual("fma"), oneOrNone("auto", ["off"])),
  /** `f16` asks for half precision, which only earlier versions had. */
  operands: key(unusual("operands"), oneOrNone("f32", ["f16"])),
  /** The run begins with its preset's trained start, which is at this step. Only an unchanged preset has one. */
  begin: key(unusual("begin"), wholeOrNone(MAX_STEP), {
    fit: (step, link) => (step === startStep(link) ? step : null),
    writtenWhen: (link) => link.config.begin === startStep(link),
  }),
} satisfies LinkKeys;

const hyperparameterKey = (id: string, spec: Hyperparameter) => key(partOfValue(
  "config", ({ hyperparameters }) => hyperparameters[id],
  (value, { config }) => ({ hyperparameters: { ...config.hyperparameters, ...(value !== undefined && { [id]: value }) } }),
), checked(spec, (value) => value));

const settingsOf = new WeakMap<Model, NamedKeys>();

/** Returns the keys of a model's settings: their ids, with a line before those of a reader's program, whose names may be any. */
export function hyperparameterKeys(model: Model): NamedKeys {
  const known = settingsOf.get(model) ?? Object.entries<Hyperparameter>(model.hyperparameters).map(([id, spec]) => [isWritten(model) ? `_${id}` : id, hyperparameterKey(id, spec)] as const);
  settingsOf.set(model, known);
  return known;
}
