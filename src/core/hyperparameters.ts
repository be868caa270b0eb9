/**
 * One table describes every setting a person can change: its range, default, symbol, unit, whether it may
 * change during a run. Sliders, the URL codec, validation and docs are derived from such tables; nothing
 * else knows a range. Labels and explanations are texts, found in `src/i18n` under the setting's id.
 */

/** A choice, and some of its options. */
export interface Condition {
  readonly setting: string;
  readonly is: readonly string[];
}

interface Common {
  /** KaTeX, as the paper writes it. */
  readonly symbol: string;
  /** What one of it is, as an i18n unit id. Absent: a pure number. */
  readonly unit?: "images" | "steps" | "nats" | "dimensions" | "units";
  /** May change while a run goes on; otherwise a change starts the run again. */
  readonly live: boolean;
  /** It says something only where another setting has one of these values, in one of these conditions, and is shown only there. */
  readonly where?: readonly Condition[];
  /** The model got it after its first publication: a run that was saved before lacks it, and means its default. */
  readonly later?: true;
}

export interface IntSpec extends Common {
  readonly kind: "int";
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly scale: "linear" | "log";
}

export interface RealSpec extends Common {
  readonly kind: "real";
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly scale: "linear" | "log";
}

export interface ChoiceSpec<Option extends string = string> extends Common {
  readonly kind: "choice";
  readonly options: readonly Option[];
  readonly default: Option;
}

export type Hyperparameter = IntSpec | RealSpec | ChoiceSpec;
export type Hyperparameters = Readonly<Record<string, Hyperparameter>>;

/** The values that belong to a table: numbers for int and real, the literal options for a choice. */
export type ValuesOf<T extends Hyperparameters> = {
  readonly [K in keyof T]: T[K] extends ChoiceSpec<infer Option> ? Option : number;
};
export type HyperparameterValue = number | string;
export type HyperparameterValues = Readonly<Record<string, HyperparameterValue>>;

type Options = Pick<Common, "symbol" | "unit" | "where" | "later"> & { live?: boolean; scale?: "linear" | "log" };
const common = ({ symbol, unit, live = false, where, later }: Options): Common =>
  ({ symbol, live, ...(unit && { unit }), ...(where && { where }), ...(later && { later }) });

export const int = (min: number, max: number, standard: number, options: Options): IntSpec => ({
  kind: "int", min, max, default: standard, scale: options.scale ?? "linear", ...common(options),
});

export const real = (min: number, max: number, standard: number, options: Options): RealSpec => ({
  kind: "real", min, max, default: standard, scale: options.scale ?? "linear", ...common(options),
});

export const choice = <const Option extends string>(
  options: readonly Option[], standard: NoInfer<Option>, more: Options,
): ChoiceSpec<Option> => ({ kind: "choice", options, default: standard, ...common(more) });

/** The value every setting has when nobody chose one. */
export function defaultsOf<T extends Hyperparameters>(table: T): ValuesOf<T> {
  return Object.fromEntries(Object.entries(table).map(([id, spec]) => [id, spec.default])) as ValuesOf<T>;
}

/** It has one value only: there is nothing to choose. */
export const isFixed = (spec: Hyperparameter): boolean => spec.kind !== "choice" && spec.min === spec.max;

/** Whether a setting says something beside these others. */
export const isInUse = ({ where }: Hyperparameter, values: HyperparameterValues): boolean =>
  where === undefined || where.some(({ setting, is }) => is.includes(String(values[setting])));

export type Checked =
  | { readonly kind: "ok"; readonly value: HyperparameterValue }
  /** Out of range or not whole: `value` is the nearest allowed one. */
  | { readonly kind: "adjusted"; readonly value: HyperparameterValue }
  /** Not a value of this kind at all. */
  | { readonly kind: "rejected" };

/** Which values are allowed: all that `check` needs of a specification. */
export type Allowed = Pick<IntSpec, "kind" | "min" | "max"> | Pick<RealSpec, "kind" | "min" | "max"> | Pick<ChoiceSpec, "kind" | "options">;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Checks a value as written by a person or found in a link. Never throws. */
export function check(spec: Allowed, written: string | number): Checked {
  if (spec.kind === "choice") {
    return spec.options.includes(String(written)) ? { kind: "ok", value: String(written) } : { kind: "rejected" };
  }
  const text = String(written).trim();
  if (!decimal.test(text)) return { kind: "rejected" };
  const number = Number(text);
  const clamped = Math.min(spec.max, Math.max(spec.min, number));
  const value = spec.kind === "int" ? Math.round(clamped) : clamped;
  return value === number ? { kind: "ok", value } : { kind: "adjusted", value };
}

/** The values that a run keeps: all but the live ones. */
export const fixedValues = (table: Hyperparameters, values: HyperparameterValues): readonly (readonly [string, HyperparameterValue])[] =>
  Object.entries(values).filter(([id]) => table[id]?.live === false);
