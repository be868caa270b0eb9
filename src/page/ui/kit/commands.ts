/** Commands that the command palette lists. Each feature defines its own in a `commands.ts`, which is fetched when the palette is opened. */
import type { Label } from "../../i18n";
import { LANGUAGES, type Language } from "../../../core/language";
import type { LaterTexts } from "../../i18n/laterTexts";
import { displayedRoom } from "../../state/rooms";
import type { State, Store } from "../../state/store";
import { choosePreference } from "../preferences/preferences";
import { isVisible } from "./isVisible";

/** The groups of commands in the order of the list. */
export const COMMAND_GROUPS = ["actions", "views", "settings", "presets", "models", "lessons", "exercises", "studies", "measurements"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  /** Unique among all commands. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly name: Label;
  /** The symbol as TeX. */
  readonly symbol?: string;
  /** Other words that find it. */
  readonly words?: string;
  /** A description, which also finds it. */
  readonly about?: Label;
  /** Its key. */
  readonly keys?: string;
  /** Returns whether it is offered now; absent: always. */
  possible?(state: State): boolean;
  /** The current value, or a note. */
  note?(state: State): string | null;
  run(): void;
}

/** Returns a text in every language. */
export const inEachLanguage = (text: (language: Language) => string): Label =>
  Object.fromEntries(LANGUAGES.map((language) => [language, text(language)])) as Record<Language, string>;

/** Loads texts in every language. A language that cannot be fetched is left out. */
export const loadEachLanguage = async (...all: readonly Pick<LaterTexts<unknown>, "load">[]): Promise<void> =>
  void await Promise.allSettled(LANGUAGES.flatMap((language) => all.map(({ load }) => load(language))));

/** Returns a text of a part in every language that has loaded, otherwise in the one that loaded first. Throws if none has. */
export const labelOf = <T>(texts: LaterTexts<T>, text: (texts: T) => string): Label => inEachLanguage((language) => text((texts.of(language) ?? texts.any)!));

/** Goes to the Lab, unless its panels are displayed. */
export function showLab(store: Store): void {
  if (displayedRoom(store.getState()) !== "lab") choosePreference(store, { room: "lab" });
}

/** Milliseconds for which a part of the page is awaited. */
const WAIT_MS = 3000;

/** Calls `use` with the first visible element of a selector as soon as there is one. */
export function whenShown(selector: string, use: (element: HTMLElement) => void, until = performance.now() + WAIT_MS): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element && isVisible(element)) use(element);
  else if (performance.now() < until) requestAnimationFrame(() => whenShown(selector, use, until));
}

/** Opens the Lab and focuses a control there. */
export function focusInLab(store: Store, selector: string): void {
  showLab(store);
  whenShown(selector, (control) => control.focus());
}

/** Opens the Lab and presses a button there. */
export function pressInLab(store: Store, selector: string): void {
  showLab(store);
  whenShown(selector, (button) => button.click());
}
