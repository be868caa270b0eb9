/** A choice between on and off that the browser remembers, declared in one place: its key in the store, its check box, and code that runs while it is on. */
import type { Visibility } from "./browser/visibility";
import { onOffPreference, type Slice } from "./slice";
import type { SlotName } from "./slotName";

/** The texts of a check box. */
export interface ChoiceTexts {
  readonly name: string;
  /** Explains the choice, below its name. */
  readonly about?: string;
}

/** What the code of a preference may use. Code that needs more is a feature's `start.ts`. */
export interface SuspendablePage {
  /** Suspends training, or lets it continue. The run's phase stays "training" meanwhile. */
  suspend(suspended: boolean): void;
  readonly visibility: Visibility;
}

export interface OnOffChoice<K extends string> {
  /** Its key in the store. */
  readonly key: K;
  /** The place of its check box. */
  readonly slot: SlotName;
  /** Fetches the English texts; those of other languages are beside them. */
  readonly texts: () => Promise<{ readonly en: ChoiceTexts }>;
  /** Starts what runs while the preference is on. Returns a function that ends it. */
  readonly whileOn?: (page: SuspendablePage) => () => void;
}

interface Declaration<K extends string> extends OnOffChoice<K> {
  /** The name under which the browser stores it. */
  readonly stored: string;
  readonly initial: boolean;
}

/** Returns the slice of a preference, with its check box and its code. Two compared runs have the same value. */
export function definePreference<K extends string>({ stored, initial, ...choice }: Declaration<K>): OnOffChoice<K> & Slice<Readonly<Record<K, boolean>>> {
  const only = <T>(value: T) => ({ [choice.key]: value }) as Readonly<Record<K, T>>;
  return { ...choice, keys: only({ initial, mirrored: true }), preferences: only(onOffPreference(stored, initial)) };
}
