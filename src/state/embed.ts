/**
 * The part of a link that says how the page stands in a frame of another page: `embed=1`, and what its author chose. All of it is text of
 * a stranger: it is shown as plain text, cut to size, and what cannot be taken is said in a notice. Its keys: `link/page.ts`.
 */

/** What can be on show, by the names in links. */
export const PANELS = ["equation", "chart", "samples", "reconstructions", "class", "map", "settings", "networks"] as const;
export type PanelName = (typeof PANELS)[number];
export const STANDARD_PANELS: readonly PanelName[] = ["equation", "chart", "samples", "map"];

/** Controls that can be left out, besides single settings. */
export const CONTROLS = ["train", "step", "reset", "views", "page"] as const;
export type ControlName = (typeof CONTROLS)[number];

export interface Embed {
  /** In the order in which they stand. */
  readonly panels: readonly PanelName[];
  /** Of the author; null: the preset's, or else the model's. */
  readonly title: string | null;
  readonly text: string | null;
  /** Settings by their ids, and `seed`, that a reader sees and cannot change; `all`. */
  readonly locked: readonly string[];
  /** Controls, settings and `seed` that are not there. */
  readonly without: readonly string[];
  /** Of the one page that may command this one, such as "https://course.example"; null: none may. */
  readonly origin: string | null;
}

/** Of a link that says `embed=1` alone. */
export const STANDARD_EMBED: Embed = { panels: STANDARD_PANELS, title: null, text: null, locked: [], without: [], origin: null };

export const MOST_TITLE = 120;
export const MOST_TEXT = 600;

/** Control characters but line breaks, halves of characters, and what turns the direction of the text around it. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A text as it is shown, in at most so many characters; null where nothing is left of it. */
export const tidyText = (written: string, most: number): string | null =>
  [...written.replace(UNSEEN, "").trim()].slice(0, most).join("").trim() || null;

/** Exactly one origin, as browsers write it; null where the text has none. */
export function originOf(written: string): string | null {
  const origin = URL.canParse(written) ? new URL(written).origin : "";
  return /^https?:\/\/[\w.[\]:-]+$/.test(origin) ? origin : null;
}

/** Whether a name is one of these. */
export const isOneOf = <Name extends string>(names: readonly Name[]) => (name: string): name is Name => names.some((one) => one === name);

/** A reader may not change this setting, or the seed. */
export const isLocked = (embed: Embed | null, id: string): boolean => embed !== null && (embed.locked.includes("all") || embed.locked.includes(id));

/** This control, setting or the seed is there. */
export const isThere = (embed: Embed | null, name: string): boolean => !embed?.without.includes(name);
