/** Takes a link apart, key by key, and keeps account of what could not be taken as it stands. What keys mean is said in urlCodec.ts. */
import { check, type ChoiceSpec, type HyperparameterValue } from "../core/hyperparameters";
import { CLASSES } from "../core/runConfig";
import { quoted } from "../core/wellFormed";
import { isSet, pairsOf } from "./linkPairs";
import type { Notice } from "./notices";
import { settings, type Setting, type SettingId } from "./settings";

const MAX_QUOTED = 40;

/** Keys with several values are read by `list` and `text`, a language that nobody asked for is not the first of them. */
type SingleId = Exclude<SettingId, "z" | "at" | "own" | "lang" | "then" | "compare" | "axes" | "range" | "highlight" | "between" | "three" | "arithmetic" | "hide" | "drawing" | "guess" | "ask" | "answers" | "talk" | "follow" | "sort">;
type ValueOf<Id extends SettingId> = (typeof settings)[Id]["spec"] extends ChoiceSpec<infer Option> ? Option : number;

export const quote = (text: string) => quoted(text, MAX_QUOTED);

/** Takes keys out of a link one by one, and keeps account of what was wrong with them. */
export class LinkReader {
  readonly notices: Notice[] = [];
  private readonly written = new Map<string, string>();

  constructor(fragment: string) {
    for (const [key, value] of pairsOf(fragment)) {
      const first = this.written.get(key);
      if (first === undefined) this.written.set(key, value);
      else this.adjusted(key, value, first);
    }
  }

  take(key: string): string | undefined {
    const value = this.written.get(key);
    this.written.delete(key);
    return value;
  }

  adjusted(key: string, written: string, used: HyperparameterValue): void {
    this.notices.push({ kind: "adjusted", key: quote(key), written: quote(written), used: quote(String(used)) });
  }

  /** The value of `key`, made to fit its spec; `otherwise` where the link has none or nothing that fits. */
  value(key: string, spec: Setting["spec"], otherwise: HyperparameterValue): HyperparameterValue {
    const written = this.take(key);
    if (written === undefined) return otherwise;
    const checked = check(spec, written);
    const used = checked.kind === "rejected" ? otherwise : checked.value === 0 ? 0 : checked.value; // −0 is 0
    if (checked.kind !== "ok") this.adjusted(key, written, used);
    return used;
  }

  setting<Id extends SingleId>(id: Id, otherwise?: ValueOf<Id>): ValueOf<Id> {
    const { spec } = settings[id];
    return this.value(id, spec, otherwise ?? spec.default) as ValueOf<Id>; // `check` gives what the spec says
  }

  /** "present" alone says what "present=1" does. */
  flag(id: "present" | "autostart" | "check" | "log" | "embed"): boolean {
    if (isSet(this.written.get(id))) this.written.set(id, "1");
    return this.setting(id) === "1";
  }

  /** What the text of `key` says; null where the link has none, or one that says nothing. */
  text<T>(key: SettingId, valueOf: (written: string) => T | null, used: string): T | null {
    const written = this.take(key);
    if (written === undefined) return null;
    const value = valueOf(written);
    if (value === null) this.adjusted(key, written, used);
    return value;
  }

  /** The numbers of a list; null where the link has none, or anything in it that is not one of its setting's. */
  list(key: "axes" | "range" | "highlight" | "arithmetic", valid: (numbers: readonly number[]) => boolean, used: string): readonly number[] | null {
    return this.text(key, (written) => {
      const checked = written.split(",", CLASSES + 1).map((part) => check(settings[key].spec, part));
      const numbers = checked.map((one) => (one.kind === "ok" ? Number(one.value) : NaN));
      return numbers.every(Number.isFinite) && valid(numbers) ? numbers : null;
    }, used);
  }

  /** Every key that nobody took. */
  leftovers(): void {
    for (const key of this.written.keys()) this.notices.push({ kind: "unknown-key", key: quote(key) });
  }
}
