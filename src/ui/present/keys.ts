/**
 * Which key does what, as data: the handler and the list of keys that the reader sees are both made from it.
 *
 * A lecturer's clicker has two buttons and sends Page Down and Page Up. In lecture mode they walk through the lesson:
 * Page Down trains, pauses, then opens the next preset; Page Up goes back to step 0, then to the preset before.
 *
 * Keys that are single characters can be turned off (WCAG 2.1.4): who speaks to the computer would press them by accident.
 */
import type { Phase } from "../../state/store";

export type KeyCommand =
  | { readonly kind: "toggle-training" | "step" | "reset" | "new-noise" | "log" | "theme" | "present" | "full-screen" }
  | { readonly kind: "leave" | "help" | "next" | "previous" | "undo" | "begin" }
  | { readonly kind: "class"; readonly class: number }
  /** Lecture mode: the next panel fills the screen, or the one before. */
  | { readonly kind: "enlarge"; readonly by: 1 | -1 }
  /** The loss chart's first curves, or all of them. */
  | { readonly kind: "curves" }
  /** The first or second of lecture mode's live settings. */
  | { readonly kind: "setting"; readonly which: 0 | 1; readonly by: 1 | -1 }
  /** Along the map's axes, in units of z. */
  | { readonly kind: "move"; readonly right: number; readonly up: number };

/** The part of a keyboard event that matters. */
export interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** Or the key that a Mac has in its place. */
  readonly control: boolean;
  /** What has the focus and wants keys of its own. */
  readonly focus: "nothing" | "text" | "range" | "radio" | "button";
  readonly present: boolean;
  /** Whether keys that are single characters are on. */
  readonly characters: boolean;
}

const SMALL_MOVE = 0.1;
const LARGE_MOVE = 0.5;

const ARROWS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  " ": { kind: "toggle-training" },
  s: { kind: "step" },
  r: { kind: "reset" },
  b: { kind: "begin" },
  n: { kind: "new-noise" },
  l: { kind: "log" },
  c: { kind: "curves" },
  t: { kind: "theme" },
  p: { kind: "present" },
  f: { kind: "full-screen" },
  "?": { kind: "help" },
};

/** Lecture mode's live settings: down and up of the first, of the second. */
export const SETTING_KEYS: readonly (readonly [down: string, up: string])[] = [["[", "]"], ["−", "+"]];

const SETTINGS: Readonly<Record<string, KeyCommand>> = {
  "[": { kind: "setting", which: 0, by: -1 },
  "]": { kind: "setting", which: 0, by: 1 },
  "-": { kind: "setting", which: 1, by: -1 },
  "+": { kind: "setting", which: 1, by: 1 },
  "=": { kind: "setting", which: 1, by: 1 }, // + without Shift
};

function lectureCommand(key: string, shift: boolean): KeyCommand | null {
  if (key === "e") return { kind: "enlarge", by: shift ? -1 : 1 };
  return commandFor(SETTINGS, key);
}

const commandFor = (table: Readonly<Record<string, KeyCommand>>, key: string): KeyCommand | null =>
  (Object.hasOwn(table, key) && table[key]) || null;

export function commandOf({ key, shift, control, focus, present, characters }: Press): KeyCommand | null {
  if (focus === "text") return null;
  if (control) return key.toLowerCase() === "z" && !shift ? { kind: "undo" } : null;
  if (present && key === "PageDown") return { kind: "next" };
  if (present && key === "PageUp") return { kind: "previous" };
  if (present && key === "Escape") return { kind: "leave" };
  if (key === " " && (focus === "button" || focus === "radio")) return null;
  const arrow = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
  if (arrow) {
    if (focus === "range" || focus === "radio") return null;
    const by = shift ? LARGE_MOVE : SMALL_MOVE;
    return { kind: "move", right: arrow[0] * by, up: arrow[1] * by };
  }
  if (!characters && key !== " ") return null;
  if (/^[0-9]$/.test(key)) return { kind: "class", class: Number(key) };
  return (present ? lectureCommand(key.toLowerCase(), shift) : null) ?? commandFor(LETTERS, key.toLowerCase());
}

/** What Page Down does now. */
export const nextStep = (phase: Phase): "train" | "pause" | "next-preset" =>
  phase === "training" ? "pause" : phase === "ready" || phase === "opening" ? "train" : "next-preset";

/** What Page Up does now. */
export const previousStep = (step: number): "reset" | "previous-preset" => (step > 0 ? "reset" : "previous-preset");
