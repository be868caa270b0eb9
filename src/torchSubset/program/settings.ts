/**
 * A program's constants as settings of its model. What a constant decides is found by trying: the program is traced with another value of it. A
 * constant that only changes factors of terms or learning rates may change during a run; others restart it; one without any effect is no setting.
 */
import { int, real, type Hyperparameter, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { TrainingHyperparameters } from "../../core/model/model";
import { PythonProblem } from "../python/problem";
import { isLate } from "../python/timeLimit";
import type { Constant } from "./constants";
import type { ProgramStep } from "./step";
import { structureOf } from "./structure";
import { keyOf } from "./unkeyed";

/** Returns the program's step with other values of some constants, by name. Throws a `PythonProblem`. */
export type StepAt = (values: Readonly<Record<string, number>>) => ProgramStep;

export interface Settings {
  readonly table: Readonly<Record<string, Hyperparameter>> & TrainingHyperparameters;
  /** Returns the values of the constants, by name. */
  constantsIn(h: HyperparameterValues): Readonly<Record<string, number>>;
  /** The same without those that may change during a run: what is compiled must not depend on them. */
  fixedIn(h: HyperparameterValues): Readonly<Record<string, number>>;
  /** The place in `ratesOf` of the learning rate that is the run's; the others are multiples of it. */
  readonly rateOf: number;
  /** Returns the constant that is the factor of this summand, as KaTeX; null if none is. */
  factorTex(objective: number, summand: number): string | null;
}

/** The settings that every model has. */
type Known = keyof TrainingHyperparameters;

/** The largest batch that the engine trains with. */
const MAX_BATCH = 512;
const MAX_LATENT = 64;
const MAX_RATE = 0.1, MIN_RATE = 1e-5;

const GREEK = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"];

/** Returns the Greek letter that a variable is named after; empty if it is not. */
function symbolOf(name: string): string {
  const [, letter = "", index = ""] = /^([a-z]+)_?(\d*)$/.exec(name) ?? [];
  return GREEK.includes(letter) ? `\\${letter}${index && `_{${index}}`}` : "";
}

/** Returns a variable as KaTeX: β for `beta`, and other names as they are written. */
export const texOf = (name: string): string => symbolOf(name) || `\\texttt{${name.replaceAll("_", "\\_")}}`;

/** Settings that mean something to the engine. */
const TAKEN = ["batch", "lr", "latent", "data"];

/** Returns the id of a constant's setting: its name, unless that is taken or no key of files. `others`: the names of all constants. */
function idOf(name: string, others: readonly string[]): string {
  let id = TAKEN.includes(name) ? `${name}_` : keyOf(name);
  while (id !== name && others.includes(id)) id += "_";
  return id;
}

const nextOf = ({ kind, value }: Constant): number => (kind === "int" ? (value === MAX_BATCH ? value - 1 : value + 1) : value === 0 ? 0.5 : 0.75 * value);

/** Everything of a step that is compiled into it: a setting that may change during a run leaves it as it is. */
const fixedParts = ({ batchSize, stored, draws, objectives, sampler }: ProgramStep): string => JSON.stringify([
  batchSize, stored.map(({ name, shape, start }) => [name, shape, start]), draws.map(({ shape, leaf }) => [shape, leaf]), sampler && structureOf(sampler.pictures),
  objectives.map(({ atStepStart, groups, bounds, summands, repeats, buffers, clip }) => [
    atStepStart,
    groups.map(({ kind, beta1, beta2, epsilon, decayAt, isDecoupled, parameters }) => [kind, beta1, beta2, epsilon, decayAt !== null, isDecoupled, parameters.map(({ name }) => name)]),
    bounds.map(({ parameters }) => parameters.map(({ name }) => name)), repeats, clip, summands.map(({ name, node }) => [name, structureOf(node)]),
    buffers.map(({ stored: { name }, value }) => [name, structureOf(value)]),
  ]),
]);

/** Returns the learning rates of a step's parameter groups, all objectives' in their order. */
export const ratesOf = ({ objectives }: ProgramStep): readonly number[] => objectives.flatMap(({ groups }) => groups.map(({ rate }) => rate));

/** What changes during a run: at these steps, and where another value of a constant moves a change. */
const changingParts = (step: ProgramStep, examined: readonly number[]): string => JSON.stringify([ratesOf(step), examined.map(step.numbersAt)]);

/** Returns the values of a step that a setting which every model has may decide; the first is the setting's if no constant decides one. */
const knownValues: Readonly<Record<Known, (step: ProgramStep) => readonly number[]>> = {
  batch: ({ batchSize }) => [batchSize],
  lr: ratesOf,
  latent: ({ sampler }) => (sampler ? [sampler.width] : []),
};
const KNOWN = Object.keys(knownValues) as readonly Known[];

/** How each setting that every model has is specified; `value`: that of the program. */
const specOf: Readonly<Record<Known, (value: number, isConstant: boolean) => Hyperparameter>> = {
  batch: (value, isConstant) => int(isConstant ? Math.min(16, value) : value, isConstant ? MAX_BATCH : value, value, { symbol: "B", unit: "images", scale: "log" }),
  lr: (value, isConstant) => real(isConstant ? Math.min(MIN_RATE, value) : value, isConstant ? Math.max(MAX_RATE, value) : value, value, { symbol: "\\eta", live: isConstant, scale: "log" }),
  latent: (value, isConstant) => int(isConstant ? 1 : value, isConstant ? Math.max(MAX_LATENT, value) : value, value, { symbol: "d", unit: "dimensions" }),
};

/** The largest value of a slider, as a multiple of the program's. */
const RANGE = 10;

/** Returns the specification of another constant. */
function ownSpec({ name, kind, value }: Constant, live: boolean): Hyperparameter {
  const options = { symbol: symbolOf(name), live };
  if (kind === "int") return int(Math.min(1, value), Math.max(16, 4 * value), value, { ...options, scale: value >= 16 ? "log" : "linear" });
  const [from, to] = value < 0 ? [RANGE * value, 0] : [0, RANGE * (value || 1)];
  return real(from, to, value, options);
}

/** What a constant decides. */
interface Effect {
  readonly constant: Constant;
  readonly live: boolean;
  readonly known: Known | null;
  /** Which of the values that may be that setting's it is. */
  readonly place: number;
  /** Another value of it, and the step with that value; null if the program does not work with it. */
  readonly next: number;
  readonly other: ProgramStep | null;
}

/** The step with the program's own values, and its parts. */
interface Base {
  readonly base: ProgramStep;
  readonly fixed: string;
  readonly changing: string;
}

/** Returns what a constant decides; null if nothing. */
function effectOf(constant: Constant, { base, fixed, changing }: Base, stepAt: StepAt): Effect | null {
  const next = nextOf(constant);
  let other: ProgramStep;
  try {
    other = stepAt({ [constant.name]: next });
  } catch (caught) {
    if (caught instanceof PythonProblem && isLate(caught.problem)) throw caught;
    return { constant, live: false, known: null, place: 0, other: null, next }; // another value alone does not fit the program: it restarts a run, and `refusal` says why
  }
  const live = fixedParts(other) === fixed;
  // A number that is compared with the step decides something there.
  const there = base.examined.length > 1 ? [constant.value, next].filter((one) => one >= 0).map(Math.floor) : [];
  if (live && changingParts(other, base.examined) === changing && changingParts(other, there) === changingParts(base, there)) return null;
  for (const known of KNOWN) {
    const [before, after] = [knownValues[known](base), knownValues[known](other)];
    const place = before.findIndex((value, i) => value === constant.value && after[i] === next);
    if (place >= 0) return { constant, live, known, place, other, next };
  }
  return { constant, live, known: null, place: 0, other, next };
}

/** Returns the settings of a program. `base`: its step with its own values. */
export function settingsOf(constants: readonly Constant[], base: ProgramStep, stepAt: StepAt): Settings {
  const found: Effect[] = [];
  const names = constants.map(({ name }) => name);
  const parts: Base = { base, fixed: fixedParts(base), changing: changingParts(base, base.examined) };
  for (const constant of constants) {
    const effect = effectOf(constant, parts, stepAt);
    if (effect) found.push(effect);
  }
  const effectFor = (id: Known) => found.find(({ known }) => known === id) ?? null;
  const isOwn = (effect: Effect) => effect.known === null || effectFor(effect.known) !== effect;
  const valueIn = (one: Effect, h: HyperparameterValues) => [one.constant.name, Number(h[isOwn(one) ? idOf(one.constant.name, names) : one.known!])] as const;
  const known = Object.fromEntries(KNOWN.map((id) => [id, specOf[id](knownValues[id](base)[effectFor(id)?.place ?? 0] ?? 1, effectFor(id) !== null)])) as Settings["table"];
  return {
    table: { ...known, ...Object.fromEntries(found.filter(isOwn).map(({ constant, live }) => [idOf(constant.name, names), ownSpec(constant, live)])) },
    constantsIn: (h) => Object.fromEntries(found.map((one) => valueIn(one, h))),
    rateOf: effectFor("lr")?.place ?? 0,
    fixedIn: (h) => Object.fromEntries(found.filter(({ live }) => !live).map((one) => valueIn(one, h))),
    factorTex(objective, summand) {
      const { factor } = base.objectives[objective]!.summands[summand]!;
      const of = found.find(({ live, other }) => live && other !== null && other.objectives[objective]!.summands[summand]!.factor !== factor);
      if (!of || isScheduled(base, objective, summand)) return null;
      const { constant: { name, value }, next, other } = of;
      if (factor === value) return texOf(name);
      const share = factor / value;
      return Math.abs(share * next - other!.objectives[objective]!.summands[summand]!.factor) < 1e-6 * Math.abs(share * next) ? `${Number(share.toPrecision(4))}\\,${texOf(name)}` : null;
    },
  };
}

/** Returns whether the factor of a summand depends on the step. */
export const isScheduled = ({ examined, numbersAt }: ProgramStep, objective: number, summand: number): boolean =>
  examined.some((step) => numbersAt(step).factors[objective]![summand] !== numbersAt(0).factors[objective]![summand]);

const partsOf = ({ objectives }: ProgramStep) => objectives.map(({ atStepStart, groups, bounds, summands }) => [atStepStart, groups.map(({ decayAt, isDecoupled }) => [decayAt !== null, isDecoupled]), bounds.length, summands.map(({ name }) => name)]);

/** Returns whether two steps differ only in what settings may change: in sizes and factors, but not in their terms. */
export const sameTerms = (a: ProgramStep, b: ProgramStep): boolean =>
  JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
