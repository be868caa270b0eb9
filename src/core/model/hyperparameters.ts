/**
 * One table describes every setting that a reader can change: its range, default, symbol, unit, and whether it may change
 * during a run. Sliders, the URL codec, validation and docs are derived from such tables; ranges are defined nowhere else.
 * Labels and explanations are texts in `src/page/i18n` under the setting's id.
 */

/** A choice setting, and some of its options. */
export interface Condition {
  readonly setting: string;
  readonly is: readonly string[];
}

interface Common {
  /** KaTeX, as the paper writes it. */
  readonly symbol: string;
  /** The unit, as an i18n id; absent for a pure number. */
  readonly unit?: "images" | "steps" | "nats" | "dimensions" | "units";
  /** True if it may change during a run; otherwise a change restarts the run. */
  readonly live: boolean;
  /**
   * The setting has an effect, and is shown, only if one of these conditions holds: another setting has one of these values.
   */
  readonly where?: readonly Condition[];
  /**
   * The ids of the terms of the loss whose meaning it changes although their formulas stay the same, or true for all terms. Losses with different
   * values of it cannot be compared. Weights of terms need no mark: they are compared as numbers.
   */
  readonly definesLoss?: true | readonly string[];
  /** True if it was added after the model's first publication: a run saved earlier lacks it and uses its default. */
  readonly addedLater?: true;
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

/** The types of a table's values: numbers for int and real, the literal options for a choice. */
export type ValuesOf<T extends Hyperparameters> = {
  readonly [K in keyof T]: T[K] extends ChoiceSpec<infer Option> ? Option : number;
};
export type HyperparameterValue = number | string;
export type HyperparameterValues = Readonly<Record<string, HyperparameterValue>>;

type Options = Pick<Common, "symbol" | "unit" | "where" | "definesLoss" | "addedLater"> & { live?: boolean; scale?: "linear" | "log" };
const common = ({ symbol, unit, live = false, where, definesLoss, addedLater }: Options): Common =>
  ({ symbol, live, ...(unit && { unit }), ...(where && { where }), ...(definesLoss && { definesLoss }), ...(addedLater && { addedLater }) });

/** Specifies an integer setting. */
export const int = (min: number, max: number, standard: number, options: Options): IntSpec => ({
  kind: "int", min, max, default: standard, scale: options.scale ?? "linear", ...common(options),
});

/** Specifies a real setting. */
export const real = (min: number, max: number, standard: number, options: Options): RealSpec => ({
  kind: "real", min, max, default: standard, scale: options.scale ?? "linear", ...common(options),
});

/** Specifies a choice between options. */
export const choice = <const Option extends string>(
  options: readonly Option[], standard: NoInfer<Option>, more: Options,
): ChoiceSpec<Option> => ({ kind: "choice", options, default: standard, ...common(more) });

/** Returns the default of every setting. */
export function defaultsOf<T extends Hyperparameters>(table: T): ValuesOf<T> {
  return Object.fromEntries(Object.entries(table).map(([id, spec]) => [id, spec.default])) as ValuesOf<T>;
}

/** Returns whether a setting has only one possible value. */
export const isFixed = (spec: Hyperparameter): boolean => spec.kind !== "choice" && spec.min === spec.max;

/** Returns whether a setting has an effect, given the other settings. */
export const isInUse = ({ where }: Hyperparameter, values: HyperparameterValues): boolean =>
  where === undefined || where.some(({ setting, is }) => is.includes(String(values[setting])));

export type Checked =
  | { readonly kind: "ok"; readonly value: HyperparameterValue }
  /** The value is out of range or no integer: `value` is the nearest allowed one. */
  | { readonly kind: "adjusted"; readonly value: HyperparameterValue }
  /** It is no value of this kind. */
  | { readonly kind: "rejected" };

/** The allowed values: the part of a specification that `check` needs. */
export type Allowed = Pick<IntSpec, "kind" | "min" | "max"> | Pick<RealSpec, "kind" | "min" | "max"> | Pick<ChoiceSpec, "kind" | "options">;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** `0,5` has a decimal comma; `1,000` may be a thousand. */
const withComma = /^([+-]?(?:0|\d+(?!,\d{3}$))),(?=\d+$)/;

/** Checks a value that a person typed or a link contains. Never throws. */
export function check(spec: Allowed, written: string | number): Checked {
  if (spec.kind === "choice") {
    return spec.options.includes(String(written)) ? { kind: "ok", value: String(written) } : { kind: "rejected" };
  }
  const trimmed = String(written).trim();
  const text = spec.kind === "real" ? trimmed.replace(withComma, "$1.") : trimmed;
  if (!decimal.test(text)) return { kind: "rejected" };
  const number = Number(text);
  const clamped = Math.min(spec.max, Math.max(spec.min, number));
  const value = spec.kind === "int" ? Math.round(clamped) : clamped;
  return value === number ? { kind: "ok", value } : { kind: "adjusted", value };
}

/** Returns the values that cannot change during a run. */
export const fixedValues = (table: Hyperparameters, values: HyperparameterValues): readonly (readonly [string, HyperparameterValue])[] =>
  Object.entries(values).filter(([id]) => table[id]?.live === false);
