/**
 * The part of a link that configures the page in a frame of another page: `embed=1`, and the author's choices. Strangers write these
 * texts: they are shown as plain text, cut to size, and a notice reports invalid values. `link/page.ts` has the keys.
 */

/** The panels that a frame can show, by their names in links. */
export const PANELS = ["equation", "chart", "samples", "reconstructions", "class", "map", "settings", "networks"] as const;
export type PanelName = (typeof PANELS)[number];
export const STANDARD_PANELS: readonly PanelName[] = ["equation", "chart", "samples", "map"];

/** The controls that a frame can leave out, besides single settings. */
export const CONTROLS = ["train", "step", "reset", "views", "page"] as const;

export interface Embed {
  /** The panels in their order on the page. */
  readonly panels: readonly PanelName[];
  /** The author's title; null: the preset's, or else the model's. */
  readonly title: string | null;
  readonly text: string | null;
  /** The ids of settings that a reader sees and cannot change; also `seed` and `all`. */
  readonly locked: readonly string[];
  /** Controls, settings and `seed` that are left out. */
  readonly without: readonly string[];
  /** The origin of the one page that may control this one, such as "https://course.example"; null: none may. */
  readonly origin: string | null;
}

/** The configuration for a link with `embed=1` alone. */
export const STANDARD_EMBED: Embed = { panels: STANDARD_PANELS, title: null, text: null, locked: [], without: [], origin: null };

export const MAX_TITLE = 120;
export const MAX_TEXT = 600;

/** Control characters except line breaks, lone surrogates, and characters that change the direction of the surrounding text. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** Returns a text as it is shown, in at most `most` characters; null if nothing is left. */
export const tidyText = (written: string, most: number): string | null =>
  [...written.replace(UNSEEN, "").trim()].slice(0, most).join("").trim() || null;

/** Returns the origin of an address, as browsers write it; null if there is none, or it is longer than any (RFC 1035, 2.3.4). */
export function originOf(written: string): string | null {
  const origin = URL.canParse(written) ? new URL(written).origin : "";
  return /^https?:\/\/[\w.[\]:-]{1,260}$/.test(origin) ? origin : null;
}

/** Returns a test whether a name is one of these. */
export const isOneOf = <Name extends string>(names: readonly Name[]) => (name: string): name is Name => names.some((one) => one === name);

/** Returns whether the frame's author has locked this setting, or the seed. */
export const isLocked = (embed: Embed | null, id: string): boolean => embed !== null && (embed.locked.includes("all") || embed.locked.includes(id));

/** Returns whether the page shows this control, setting or the seed. */
export const isIncluded = (embed: Embed | null, name: string): boolean => !embed?.without.includes(name);
