/** What an illness of a run is, and how the doctor comes to a verdict: from losses first, which cost nothing, then from measurements. */
import { check, isInUse, type HyperparameterValue } from "../core/model/hyperparameters";
import type { ReadingId, Subject } from "../measurements/readings";
import { holds, type Threshold } from "../core/threshold";

export type Sign = Threshold<ReadingId>;

/** Another value of one setting, with which the run may do better. */
export interface Remedy {
  readonly setting: string;
  readonly value: HyperparameterValue;
  /** "here": of a live setting, a fork of the run gets well with it. "start": only a run that has it from the beginning, beside this one. */
  readonly from: "here" | "start";
  /** Of a number: it helps only where the run has more, or less. */
  readonly where?: "above" | "below";
}

export interface Illness {
  /** Whether a run of this kind can have it. */
  concerns(subject: Subject): boolean;
  /** The step before which a run that is well may look as if it had it. */
  readonly from: number;
  /** All of them must hold: signs in the losses. */
  readonly hints: readonly Sign[];
  /** All signs of one of these groups must hold, too; none listed: the hints are enough. */
  readonly signs: readonly (readonly Sign[])[];
  /** A run without these signs is well only where all of these hold; else there is no telling. */
  readonly requires: readonly Sign[];
  /** In the order in which they are worth trying; those that the run does not have, or has already, are left out. */
  readonly remedies: readonly Remedy[];
}

/** What is known of a run at a step; what was not measured is absent. */
export interface Known {
  readonly step: number;
  readonly values: Readonly<Partial<Record<ReadingId, number>>>;
}

export interface Evidence extends Sign {
  readonly measured: number;
  readonly holds: boolean;
}

export type Verdict =
  | { readonly kind: "ill" | "well"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "unknown"; readonly why: "early" }
  /** What is missing; `suspected`: the losses speak for the illness. */
  | { readonly kind: "unknown"; readonly why: "unmeasured"; readonly missing: readonly ReadingId[]; readonly suspected: boolean }
  /** These requirements do not hold. */
  | { readonly kind: "unknown"; readonly why: "unclear"; readonly evidence: readonly Evidence[] };

export function verdictOn({ from, hints, requires, signs }: Illness, { step, values }: Known): Verdict {
  if (step < from) return { kind: "unknown", why: "early" };
  const missing = (list: readonly Sign[]) => [...new Set(list.map(({ what }) => what))].filter((what) => values[what] === undefined);
  const look = (list: readonly Sign[]) => list.map((sign): Evidence => ({ ...sign, measured: values[sign.what]!, holds: holds(sign, values[sign.what]!) }));
  if (missing(hints).length > 0) return { kind: "unknown", why: "unmeasured", missing: missing(hints), suspected: false };
  const hinted = look(hints);
  if (hinted.some((one) => !one.holds)) return { kind: "well", evidence: hinted.filter((one) => !one.holds) };
  const unmeasured = missing([...requires, ...signs.flat()]);
  if (unmeasured.length > 0) return { kind: "unknown", why: "unmeasured", missing: unmeasured, suspected: hints.length > 0 };
  const groups = signs.map(look);
  const shown = groups.filter((group) => group.every((one) => one.holds));
  if (groups.length === 0 || shown.length > 0) return { kind: "ill", evidence: [...hinted, ...shown.flat()] };
  const unmet = look(requires).filter((one) => !one.holds);
  if (unmet.length > 0) return { kind: "unknown", why: "unclear", evidence: unmet };
  return { kind: "well", evidence: groups.flat().filter((one) => !one.holds) };
}

/** Whether the reader should be told that something may be wrong. */
export const alarms = (verdict: Verdict): boolean =>
  verdict.kind === "ill" || (verdict.kind === "unknown" && verdict.why === "unmeasured" && verdict.suspected);

export const remediesOf = ({ remedies }: Illness, { model, h }: Subject): readonly Remedy[] => remedies.filter(({ setting, value, where }) => {
  const spec = model.hyperparameters[setting];
  const now = h[setting];
  if (spec === undefined || now === undefined || !isInUse(spec, h) || check(spec, value).kind !== "ok") return false;
  return where === undefined ? now !== value : where === "above" ? now > value : now < value;
});
