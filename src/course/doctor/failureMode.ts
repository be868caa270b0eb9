/** Defines failure modes of runs and derives verdicts: from losses first, which cost nothing, then from measurements. */
import { check, isInUse, type HyperparameterValue } from "../../core/model/hyperparameters";
import { isOffScale, type ReadingId, type Subject } from "../../subject/measurements/readings";
import { holds, type Threshold } from "../../core/threshold";

/** A bound on a reading that indicates a failure mode. */
export type Sign = Threshold<ReadingId>;

/** A fix: another value of one setting, with which the run may do better. */
export interface Fix {
  readonly setting: string;
  readonly value: HyperparameterValue;
  /** "here": a live setting, which helps in a fork of the run. "start": it helps only from the beginning, in a second run. */
  readonly from: "here" | "start";
  /** For a number: it helps only if the current value is above, or below. */
  readonly where?: "above" | "below";
}

/** The rules for one failure mode. */
export interface FailureMode {
  /** Returns whether a run of this kind can have it. */
  concerns(subject: Subject): boolean;
  /** Before this step, a healthy run may have the same signs. */
  readonly from: number;
  /** Signs in the losses, all of which must hold. */
  readonly hints: readonly Sign[];
  /** All signs of one of these groups must hold as well; if there are none, the hints suffice. Groups with a reading that the run cannot have do not count. */
  readonly signs: readonly (readonly Sign[])[];
  /** All signs of one of these groups are enough, whatever the losses are; they decide if the run lacks the losses of the hints. */
  readonly alone?: readonly (readonly Sign[])[];
  /** A run without these signs is well only if all of these hold; otherwise the verdict is inconclusive. */
  readonly requires: readonly Sign[];
  /** Fixes, the most promising first. Those that the run's model lacks, or that are set already, are left out. */
  readonly fixes: readonly Fix[];
}

/** Readings of a run at a step; those that were not measured are absent. */
export interface RunReadings {
  readonly step: number;
  readonly values: Readonly<Partial<Record<ReadingId, number>>>;
  /** The steps of those that were measured; absent for a step means this one. */
  readonly measuredAt?: Readonly<Partial<Record<ReadingId, number>>>;
  /** What was measured before this step may raise an alarm, but rules nothing out, as the run has changed since; default 0. */
  readonly freshFrom?: number;
}

/** A sign with its measured value. */
export interface Evidence extends Sign {
  readonly measured: number;
  /** The step of the measurement; absent for losses. */
  readonly step?: number;
  readonly holds: boolean;
}

/** The result of the rules for one failure mode. */
export type Verdict =
  | { readonly kind: "ill" | "well"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "unknown"; readonly why: "early" }
  /** `missing`: readings to measure, for the first time or again; `suspected`: the losses indicate the failure mode. */
  | { readonly kind: "unknown"; readonly why: "unmeasured"; readonly missing: readonly ReadingId[]; readonly suspected: boolean }
  /** `evidence`: the requirements that do not hold. */
  | { readonly kind: "unknown"; readonly why: "unclear"; readonly evidence: readonly Evidence[] };

/** A value off the scale contradicts nothing. */
const well = (evidence: readonly Evidence[]): Verdict => {
  const off = evidence.filter(({ what, measured }) => isOffScale(what, measured));
  return off.length > 0 ? { kind: "unknown", why: "unclear", evidence: off } : { kind: "well", evidence };
};

/** Applies the rules of a failure mode to the readings of a run. `canHave`: whether a reading that is missing could be measured. */
export function verdictOn(
  { from, hints, alone = [], requires: wanted, signs: all }: FailureMode, { step, values, measuredAt = {}, freshFrom = 0 }: RunReadings,
  canHave: (what: ReadingId) => boolean = () => true,
): Verdict {
  if (step < from) return { kind: "unknown", why: "early" };
  /** Absent, too, if it was measured when a healthy run may have had the same signs. */
  const valueOf = (what: ReadingId) => ((measuredAt[what] ?? step) < from ? undefined : values[what]);
  const isPossible = ({ what }: Sign) => values[what] !== undefined || canHave(what);
  const possible = all.filter((group) => group.every(isPossible));
  const signs = possible.length > 0 ? possible : all;
  const requires = wanted.filter(isPossible);
  const idsOf = (list: readonly Sign[]) => [...new Set(list.map(({ what }) => what))];
  const missing = (list: readonly Sign[]) => idsOf(list).filter((what) => valueOf(what) === undefined);
  const old = (list: readonly Sign[]) => idsOf(list).filter((what) => (measuredAt[what] ?? step) < freshFrom);
  const look = (list: readonly Sign[]) => list.map((sign): Evidence => {
    const measured = valueOf(sign.what)!;
    const at = measuredAt[sign.what];
    return { ...sign, measured, ...(at !== undefined && { step: at }), holds: holds(sign, measured) };
  });
  const unknown = missing(alone.flat());
  const unread = missing(hints);
  if (unread.length > 0 && (alone.length === 0 || unknown.length > 0)) return { kind: "unknown", why: "unmeasured", missing: [...unread, ...unknown], suspected: false };
  const hinted = look(hints.filter(({ what }) => !unread.includes(what)));
  if (unread.length > 0 || hinted.some((one) => !one.holds)) {
    const shownAlone = alone.map(look).find((group) => group.every((one) => one.holds));
    if (unknown.length > 0) return { kind: "unknown", why: "unmeasured", missing: unknown, suspected: false };
    if (shownAlone) return { kind: "ill", evidence: shownAlone };
    const oldAlone = old(alone.flat());
    return oldAlone.length > 0 ? { kind: "unknown", why: "unmeasured", missing: oldAlone, suspected: false }
      : well((unread.length > 0 ? look(alone.flat()) : hinted).filter((one) => !one.holds));
  }
  const unmeasured = missing([...requires, ...signs.flat()]);
  if (unmeasured.length > 0) return { kind: "unknown", why: "unmeasured", missing: unmeasured, suspected: hints.length > 0 };
  const groups = signs.map(look);
  const shown = groups.filter((group) => group.every((one) => one.holds));
  if (groups.length === 0 || shown.length > 0) return { kind: "ill", evidence: [...hinted, ...shown.flat()] };
  const outdated = old([...requires, ...signs.flat()]);
  if (outdated.length > 0) return { kind: "unknown", why: "unmeasured", missing: outdated, suspected: false };
  const unmet = look(requires).filter((one) => !one.holds);
  if (unmet.length > 0) return { kind: "unknown", why: "unclear", evidence: unmet };
  return well(groups.flat().filter((one) => !one.holds));
}

/** Returns whether an examination with these verdicts can say that nothing is wrong: each failure mode that it knows enough about was ruled out. */
export const isConclusive = (verdicts: readonly Verdict[]): boolean => verdicts.every(({ kind }) => kind === "well");

/** Returns whether the reader should be warned. */
export const alarms = (verdict: Verdict): boolean =>
  verdict.kind === "ill" || (verdict.kind === "unknown" && verdict.why === "unmeasured" && verdict.suspected);

/** Returns the fixes that apply to a run with these settings. */
export const fixesOf = ({ fixes }: FailureMode, { model, h }: Subject): readonly Fix[] => fixes.filter(({ setting, value, where }) => {
  const spec = model.hyperparameters[setting];
  const now = h[setting];
  if (spec === undefined || now === undefined || !isInUse(spec, h) || check(spec, value).kind !== "ok") return false;
  return where === undefined ? now !== value : where === "above" ? now > value : now < value;
});
