/**
 * The model that the page's thread has in place of a program's: it has settings, terms, formulas and networks, and computes nothing. It is made of
 * the description that a worker writes (`src/torchSubset/description.ts`).
 */
import { parse } from "valibot";
import { fixedValues, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model, Objective, Term, TermOfImages } from "../../core/model/model";
import type { Layer, NetworkSpec } from "../../core/model/network";
import { DescriptionSchema, type Description, type DescriptionRequest, type ModelDescription, type NetworkDescription, type SettingsDescription, type TermDescription } from "../../torchSubset/description";
import { LateRefusal } from "./programs";

/** The number of steps whose weights are described together. */
const STEPS_TOGETHER = 1000;
/** Weights are the same from here on, in practice. */
const LAST_STEP = 1e9;
const firstOf = (step: number) => Math.floor(Math.min(step, LAST_STEP) / STEPS_TOGETHER) * STEPS_TOGETHER;

/** Describes a program in a worker: the answer is not checked yet. Rejects if the worker cannot be loaded. */
export type Describe = (request: DescriptionRequest) => Promise<unknown>;

/** Returns the checked answer. Throws if it is no description. */
const checked = (answer: unknown): Description => parse(DescriptionSchema, answer);

/** Returns the model of a program as `describe` describes it, or the error that says why it has none. `changed` is called when more of it is known. Rejects as `describe` does. */
export async function describedModel(source: string, describe: Describe, changed: () => void): Promise<Model | Error> {
  const description = checked(await describe({ source, settings: null, first: 0, steps: STEPS_TOGETHER }));
  if (description.kind === "refused") return description.isLate ? new LateRefusal(description.reason) : new Error(description.reason);
  return modelOf(description, source, describe, changed);
}

type Fit = Extract<SettingsDescription, { kind: "fit" }>;

/** The maximum number of descriptions of settings that are kept. */
const REMEMBERED = 64;

/** The descriptions of a program, by the settings that were requested. */
class Known {
  readonly #descriptions = new Map<string, SettingsDescription>();
  readonly #pending = new Map<string, Promise<void>>();
  /** Requests that failed. They are sent again only for callers that wait for the answer. */
  readonly #failed = new Set<string>();
  readonly #structures = new Map<string, Fit>();
  readonly #own: Fit;
  constructor(
    private readonly model: ModelDescription, own: SettingsDescription,
    private readonly ask: (settings: HyperparameterValues, first: number) => Promise<SettingsDescription>, private readonly changed: () => void,
  ) {
    if (own.kind === "refused") throw new Error("A program's own settings fit."); // the worker has made the model with them
    this.#own = own;
    const defaults = Object.fromEntries(model.hyperparameters.map(([id, spec]) => [id, spec.default]));
    this.#remember(defaults, 0, own);
  }

  #key(h: HyperparameterValues, step: number | null): string {
    return JSON.stringify([this.model.hyperparameters.map(([id]) => h[id]), step]);
  }
  /** The settings that cannot change during a run decide networks and noise. */
  #structureKey(h: HyperparameterValues): string {
    return JSON.stringify(fixedValues(Object.fromEntries(this.model.hyperparameters), h));
  }
  #remember(h: HyperparameterValues, first: number, found: SettingsDescription): void {
    for (const key of [this.#key(h, null), this.#key(h, found.kind === "fit" && found.weights.isAlways ? null : first)]) {
      this.#descriptions.delete(key);
      this.#descriptions.set(key, found);
    }
    if (this.#descriptions.size > 2 * REMEMBERED) this.#descriptions.delete(this.#descriptions.keys().next().value!);
    if (found.kind === "fit") this.#structures.set(this.#structureKey(h), found);
    if (this.#structures.size > REMEMBERED) this.#structures.delete(this.#structures.keys().next().value!);
  }

  /** Resolves when these settings, and the weights at a step, are known. */
  prepare(h: HyperparameterValues, step: number): Promise<void> {
    const first = firstOf(step);
    const known = this.#find(h, first);
    if (known && !(known.kind === "refused" && known.isLate)) return Promise.resolve();
    const key = this.#key(h, first);
    const pending = this.#pending.get(key) ?? this.#load(h, first, key);
    this.#pending.set(key, pending);
    return pending;
  }
  async #load(h: HyperparameterValues, first: number, key: string): Promise<void> {
    this.#failed.delete(key);
    try {
      this.#remember(h, first, await this.ask(h, first));
    } catch (error) {
      this.#failed.add(key);
      throw error;
    } finally {
      this.#pending.delete(key);
    }
    this.changed();
  }
  /** Requests a description that is displayed. */
  #want(h: HyperparameterValues, first: number): void {
    if (!this.#failed.has(this.#key(h, first))) void this.prepare(h, first).catch(() => undefined);
  }
  #find(h: HyperparameterValues, first: number | null): SettingsDescription | undefined {
    const any = this.#descriptions.get(this.#key(h, null));
    return first === null || any?.kind === "refused" || (any?.kind === "fit" && any.weights.isAlways) ? any : this.#descriptions.get(this.#key(h, first));
  }
  /** Returns the description of these settings; null, and requests it, if it is unknown. */
  at(h: HyperparameterValues): SettingsDescription | null {
    const found = this.#find(h, null);
    if (!found) this.#want(h, 0);
    return found ?? null;
  }
  structure(h: HyperparameterValues): Fit {
    return this.#structures.get(this.#structureKey(h)) ?? this.#own;
  }
  /** Returns the weights at a step; null until they are known. */
  weights(h: HyperparameterValues, step: number): readonly number[] | null {
    const first = firstOf(step);
    const found = this.#find(h, first);
    if (!found) this.#want(h, first);
    return found?.kind === "fit" ? found.weights.rows[found.weights.isAlways ? 0 : Math.min(step, LAST_STEP) - first] ?? null : null;
  }
}

/** Stands in the place of functions on tensors. */
const compute = (): never => { throw new Error("The page's thread computes nothing of a program."); };

const layerOf = (parameters: NetworkDescription["layers"][number][1]): Layer => ({ parameters: Object.fromEntries(parameters), apply: compute });

const networkOf = ({ layers, ...network }: NetworkDescription): NetworkSpec =>
  ({ ...network, layers: Object.fromEntries(layers.map(([name, parameters]) => [name, layerOf(parameters)])) });

function modelOf({ model, settings }: Extract<Description, { kind: "described" }>, source: string, describe: Describe, changed: () => void): Model {
  const known = new Known(model, settings, async (h, first) => {
    const found = checked(await describe({ source, settings: h, first, steps: STEPS_TOGETHER }));
    return found.kind === "refused" ? found : found.settings;
  }, changed);
  const networks = new WeakMap<Fit, ReturnType<Model["networks"]>>();
  let weighted = 0;
  const termOf = ({ weight, ...term }: TermDescription): Term<unknown, HyperparameterValues> => {
    const place = weight === null ? 0 : weighted++;
    return { ...term, source: "", value: compute, ...(weight !== null && { weight: { tex: weight, value: (h, step) => known.weights(h, step)?.[place] ?? NaN } }) };
  };
  const partOf = (term: TermDescription): TermOfImages<unknown, HyperparameterValues> => ({ ...termOf({ ...term, weight: null }), each: compute });
  return {
    id: model.id, menu: "vae", conditional: model.conditional, ...(!model.draws && { drawsNothing: true }), source: { text: "", url: "" }, symbols: [], optimiser: model.optimiser,
    prior: { kind: "standard-normal", imposed: false, logDensity: compute, klFrom: compute },
    hyperparameters: Object.fromEntries(model.hyperparameters) as Model["hyperparameters"], // the worker's model has those that every model has
    prepare: (h, step = 0) => known.prepare(h, step),
    program: (h) => {
      const found = known.at(h);
      return found?.kind === "fit" ? found.program : source;
    },
    refusal(h) {
      const found = known.at(h);
      return found?.kind === "refused" ? new Error(found.reason) : null;
    },
    networks(h) {
      const structure = known.structure(h);
      const made = networks.get(structure) ?? Object.fromEntries(structure.networks.map(([name, network]) => [name, networkOf(network)]));
      networks.set(structure, made);
      return made;
    },
    noise: (h) => Object.fromEntries(known.structure(h).noise),
    ...(model.labelled && { labelled: (h: HyperparameterValues) => known.structure(h).labelled ?? 0 }),
    ...(model.missing && { missing: { share: (h: HyperparameterValues) => known.structure(h).missing ?? 0, impute: compute } }),
    objectives: model.objectives.map(({ bound, terms, ...objective }, i): Objective<unknown, HyperparameterValues> => ({
      ...objective, terms: terms.map(termOf), repeats: (h) => known.structure(h).repeats[i] ?? 1, forward: compute,
      ...(bound && { kl: partOf(bound.kl), reconstruction: partOf(bound.reconstruction), elbo: { code: compute, logPosterior: compute, posterior: compute } }),
    })),
    decode: compute,
    ...(model.encodes && { encode: compute }),
  };
}
