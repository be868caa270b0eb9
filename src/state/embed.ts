/**
 * The part of a link that says how the page stands in a frame of another page: `embed=1`, and what its author chose. All of it is text of
 * a stranger: it is shown as plain text, cut to size, and what cannot be taken is said in a notice.
 */
import { encodeText } from "../core/wellFormed";
import type { LinkReader } from "./linkReader";

type Reader = Pick<LinkReader, "take" | "adjusted" | "flag">;

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

/** What a link says beside `embed=1`. */
export const EMBED_KEYS = ["panels", "title", "text", "lock", "without", "origin"] as const;

export const MOST_TITLE = 120;
export const MOST_TEXT = 600;
/** More settings than a model has. */
const MOST_NAMES = 60;

/** Control characters but line breaks, halves of characters, and what turns the direction of the text around it. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

function readText(reader: Reader, key: "title" | "text", most: number): string | null {
  const written = reader.take(key);
  if (written === undefined) return null;
  const seen = [...written.replace(UNSEEN, "").trim()].slice(0, most).join("").trim();
  if (seen !== written || seen === "") reader.adjusted(key, written, seen || "–");
  return seen || null;
}

function readNames<Name extends string>(reader: Reader, key: "panels" | "lock" | "without", known: (name: string) => name is Name): readonly Name[] {
  const written = reader.take(key);
  if (written === undefined) return [];
  const names = [...new Set(written.split(",", MOST_NAMES))].filter(known);
  if (names.join() !== written || names.length === 0) reader.adjusted(key, written, names.join() || "–");
  return names;
}

/** Exactly one, as browsers write it. */
function readOrigin(reader: Reader): string | null {
  const written = reader.take("origin");
  if (written === undefined) return null;
  const origin = originOf(written);
  if (origin !== written) reader.adjusted("origin", written, origin ?? "–");
  return origin;
}

function originOf(written: string): string | null {
  const origin = URL.canParse(written) ? new URL(written).origin : "";
  return /^https?:\/\/[\w.[\]:-]+$/.test(origin) ? origin : null;
}

const isOneOf = <Name extends string>(names: readonly Name[]) => (name: string): name is Name => names.some((one) => one === name);

/** Null: the page stands by itself. `isSetting`: of the model, by its id. */
export function readEmbed(reader: Reader, isSetting: (id: string) => boolean): Embed | null {
  if (!reader.flag("embed")) return null;
  const setting = (name: string): name is string => name === "seed" || isSetting(name);
  const control = isOneOf(CONTROLS);
  const panels = readNames(reader, "panels", isOneOf(PANELS));
  return {
    panels: panels.length > 0 ? panels : STANDARD_PANELS,
    title: readText(reader, "title", MOST_TITLE),
    text: readText(reader, "text", MOST_TEXT),
    locked: readNames(reader, "lock", (name): name is string => name === "all" || setting(name)),
    without: readNames(reader, "without", (name): name is string => control(name) || setting(name)),
    origin: readOrigin(reader),
  };
}

/** `key=value`; what another model's settings were called is left out. */
export function embedPairs(embed: Embed | null, isSetting: (id: string) => boolean): readonly string[] {
  if (!embed) return [];
  const { panels, title, text, locked, without, origin } = embed;
  const own = (names: readonly string[], others: readonly string[]) => names.filter((name) => others.includes(name) || isSetting(name)).join();
  const pairs: Record<(typeof EMBED_KEYS)[number], string> = {
    panels: panels.join() === STANDARD_PANELS.join() ? "" : panels.join(),
    title: encodeText(title ?? ""), text: encodeText(text ?? ""),
    lock: own(locked, ["all", "seed"]), without: own(without, [...CONTROLS, "seed"]), origin: origin ?? "",
  };
  return ["embed=1", ...Object.entries(pairs).flatMap(([key, value]) => (value === "" ? [] : [`${key}=${value}`]))];
}

/** A reader may not change this setting, or the seed. */
export const isLocked = (embed: Embed | null, id: string): boolean => embed !== null && (embed.locked.includes("all") || embed.locked.includes(id));

/** This control, setting or the seed is there. */
export const isThere = (embed: Embed | null, name: string): boolean => !embed?.without.includes(name);
