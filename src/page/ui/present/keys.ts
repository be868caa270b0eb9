/**
 * Maps keys to commands, as data: the handler and the list of keys that the reader sees use the same tables. A lecturer's clicker has two
 * buttons and sends Page Down and Page Up. In lecture mode they step through the presets: Page Down trains, pauses, then opens the next
 * preset; Page Up resets to step 0, then opens the previous preset. Single-character keys can be turned off (WCAG 2.1.4), because speech input
 * may press them by accident.
 */
import { ARROWS } from "../arrowKeys";
import type { Phase } from "../../state/store";

export type KeyCommand =
  | { readonly kind: "toggle-training" | "step" | "reset" | "new-noise" | "log" | "theme" | "present" | "full-screen" }
  | { readonly kind: "leave" | "help" | "next" | "previous" | "undo" | "begin" }
  | { readonly kind: "class"; readonly class: number }
  /** Lecture mode: the next or the previous panel fills the screen. */
  | { readonly kind: "enlarge"; readonly by: 1 | -1 }
  /** Switches between the loss chart's first curves and all of them. */
  | { readonly kind: "curves" }
  /** Changes the first or second of lecture mode's live settings. */
  | { readonly kind: "setting"; readonly which: 0 | 1; readonly by: 1 | -1 }
  /** Along the map's axes, in units of z. */
  | { readonly kind: "move"; readonly right: number; readonly up: number };

/** The part of a keyboard event that matters. */
export interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** True for Ctrl, or Cmd on a Mac. */
  readonly control: boolean;
  /** The kind of focused element, which uses keys of its own. */
  readonly focus: "nothing" | "text" | "range" | "radio" | "button" | "scroller";
  /** Whether the run is displayed: the lists of Learn show none. */
  readonly run: boolean;
  readonly present: boolean;
  /** Whether single-character keys are on. */
  readonly characters: boolean;
}

/** Keys with which browsers scroll. */
const SCROLLING = /^(?: |Arrow.*|Page.*)$/;

const SMALL_MOVE = 0.1;
const LARGE_MOVE = 0.5;

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

/** Keys of lecture mode's live settings: down and up of the first, then of the second. */
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

/** Commands that concern only the run. */
const OF_RUN: readonly KeyCommand["kind"][] = ["toggle-training", "step", "reset", "begin", "new-noise", "log", "curves", "class", "move"];

/** Returns the command of a key press; null if it has none. A run that is not displayed is not changed. */
export function commandOf(press: Press): KeyCommand | null {
  const command = anyCommandOf(press);
  return command && !press.run && OF_RUN.includes(command.kind) ? null : command;
}

function anyCommandOf({ key, shift, control, focus, present, characters }: Press): KeyCommand | null {
  if (focus === "text") return null;
  if (control) return key.toLowerCase() === "z" && !shift ? { kind: "undo" } : null;
  if (focus === "scroller" && SCROLLING.test(key)) return null;
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

/** Returns the effect of Page Down in this phase. */
export const pageDownCommand = (phase: Phase): "train" | "pause" | "next-preset" =>
  phase === "training" ? "pause" : phase === "ready" || phase === "opening" ? "train" : "next-preset";

/** Returns the effect of Page Up at this step. */
export const pageUpCommand = (step: number): "reset" | "previous-preset" => (step > 0 ? "reset" : "previous-preset");
