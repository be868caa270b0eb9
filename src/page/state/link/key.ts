/**
 * A key of a link: a lens for its value in `Link`, and functions that parse and write its text. Its default is its value in `bareLink`. The tables
 * beside this file list the keys; `urlCodec.ts` reads and writes links by them.
 */
import { check, type Allowed, type HyperparameterValue } from "../../../core/model/hyperparameters";
import { CLASSES } from "../../../core/run/runConfig";
import type { Draft, Link } from "./link";
import { isSet } from "./pairs";

/** The parts that a reader can leave out of a link. */
export const LINK_PARTS = ["position", "looking", "chart", "changes"] as const;
export type LinkPart = (typeof LINK_PARTS)[number];

export interface Parsed<T> {
  readonly value: T;
  /** If false, a notice says which value is used instead. */
  readonly exact: boolean;
}

export interface Lens<T> {
  get(link: Link): T;
  set(link: Draft, value: T): Draft;
}

interface Codec<T> {
  /** Returns null if the text is invalid: the value stays as it was. */
  read(written: string, link: Draft): Parsed<T> | null;
  /** Returns null if nothing is written. */
  write(value: T, link: Link): string | null;
}

interface Conditions<T> {
  /** If false, the key is unknown, and is not written. */
  when?(link: Link): boolean;
  /** If false, the key is read, but not written. */
  writtenWhen?(link: Link): boolean;
  /** Adjusts a value that was read to the keys before it. */
  fit?(value: T, link: Draft): T;
  /** The value that a notice names if the text is invalid; by default the value that stays. */
  readonly instead?: string;
  /** Escapes a text that may contain any character. */
  encode?(text: string): string;
  readonly part?: LinkPart;
}

export interface LinkKey<T> extends Lens<T>, Codec<T>, Conditions<T> {}
export type LinkKeys = Readonly<Record<string, LinkKey<unknown>>>;
export type NamedKeys = readonly (readonly [id: string, key: LinkKey<unknown>])[];

/** Returns a key of a link: where its value is in a link, how it is written, and when it applies. */
export const key = <T, C extends Codec<T>>(lens: Lens<T>, codec: C & Codec<NoInfer<T>>, conditions: Conditions<NoInfer<T>> = {}) => ({ ...lens, ...codec, ...conditions });

/** Returns a lens for the link's value of this name. */
export const valueAt = <K extends keyof Link>(name: K): Lens<Link[K]> => ({ get: (link) => link[name], set: (link, value) => ({ ...link, [name]: value }) });

type Parts = Pick<Link, "config" | "map" | "instrumentSettings" | "fillIn" | "following" | "chart">;

/** Returns a lens for a part of the link's value of this name, from functions that get and change it. */
export const partOfValue = <K extends keyof Parts, T>(name: K, get: (whole: Parts[K]) => T, change: (value: T, link: Draft) => Partial<Parts[K]>): Lens<T> => ({
  get: (link) => get(link[name]),
  set: (link, value) => ({ ...link, [name]: { ...link[name], ...change(value, link) } }),
});

/** Returns a lens for a field of the link's value of this name. */
export const fieldOf = <K extends keyof Parts, F extends keyof Parts[K]>(name: K, field: F): Lens<Parts[K][F]> => ({
  get: (link) => link[name][field],
  set: (link, value) => ({ ...link, [name]: { ...link[name], [field]: value } }),
});

/** Returns a codec for a value that fits a setting's specification; a number out of range becomes the nearest allowed. */
export const checked = <T>(spec: Allowed, from: (value: HyperparameterValue) => T): Codec<T> => ({
  read(written) {
    const found = check(spec, written);
    return found.kind === "rejected" ? null : { value: from(found.value === 0 ? 0 : found.value), exact: found.kind === "ok" }; // −0 is 0
  },
  write: (value) => (value === undefined ? null : String(value ?? 0)),
});

const number = <S extends Allowed, T>(spec: S, from: (value: HyperparameterValue) => T) => ({ spec, ...checked(spec, from) });
/** Returns a codec for a whole number in these limits. */
export const whole = (min: number, max: number) => number({ kind: "int", min, max }, Number);
/** Returns a codec for a real number in these limits. */
export const real = (min: number, max: number) => number({ kind: "real", min, max }, Number);
/** Returns a codec for a whole number up to `max`; 0 means that there is none. */
export const wholeOrNone = (max: number) => number({ kind: "int", min: 0, max }, (value) => Number(value) || null);

/** Returns a codec for a text that `find` parses; `find` returns null for an invalid text. `strict`: a notice reports a text that would be written in another way. */
export const text = <T>(find: (written: string, link: Draft) => T | null, write: (value: T, link: Link) => string | null, strict = false): Codec<T> => ({
  read(written, link) {
    const value = find(written, link);
    return value === null ? null : { value, exact: !strict || write(value, link) === written };
  },
  write,
});

/** Returns a codec for numbers separated by commas. */
export const numbers = (spec: Allowed, valid: (all: readonly number[], link: Draft) => boolean) => text<readonly number[]>((written, link) => {
  const all = written.split(",", CLASSES + 1).map((part) => check(spec, part));
  const used = all.flatMap((one) => (one.kind === "ok" ? [Number(one.value)] : []));
  return used.length === all.length && valid(used, link) ? used : null;
}, (all) => all.join() || null);

/** Returns a codec for one of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) => text((written) => words.find((word) => word === written) ?? null, (word: Word) => word);

/** Returns a codec for one of these words; `none` means that there is no such value. */
export const oneOrNone = <const Word extends string>(none: string, words: readonly Word[]): Codec<Word | null> => ({
  read: (written, link) => (written === none ? { value: null, exact: true } : oneOf(words).read(written, link)),
  write: (word) => word ?? none,
});

/** A boolean: `1` or the key alone, and `0`. */
export const flag = text((written) => isSet(written) || (written === "0" ? false : null), (set: boolean) => (set ? "1" : "0"));

/** Returns the link with the value of a key's text. `adjusted` is called for each value that cannot be used, with the value that is used instead. */
export function readKey<T>(key: LinkKey<T>, written: string, link: Draft, adjusted: (written: string, used: string) => void): Draft {
  const said = (value: T) => key.write(value, link) || "–";
  const parsed = key.read(written, link);
  if (!parsed) {
    adjusted(written, key.instead ?? said(key.get(link)));
    return link;
  }
  const { value, exact } = parsed;
  if (!exact) adjusted(written, said(value));
  const fitting = key.fit ? key.fit(value, link) : value;
  if (fitting !== value) adjusted(said(value), said(fitting));
  return key.set(link, fitting);
}

/** Returns the text of a key in a link; null if the link does not contain it. `bare`: the bare link of the same experiment. */
export function writeKey<T>(key: LinkKey<T>, link: Link, bare: Link): string | null {
  if (key.when?.(link) === false || key.writtenWhen?.(link) === false) return null;
  const written = key.write(key.get(link), link);
  return written === null || written === key.write(key.get(bare), link) ? null : key.encode?.(written) ?? written;
}
