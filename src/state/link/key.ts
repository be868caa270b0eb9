/**
 * A key of a link: where its value is, how it is read and how it is written. Its default is the value that `bareLink` has there. The keys
 * are in the tables beside this file; `urlCodec.ts` reads and writes links by them.
 */
import { check, type Allowed, type HyperparameterValue } from "../../core/model/hyperparameters";
import { CLASSES } from "../../core/run/runConfig";
import type { Draft, Link } from "./link";
import { isSet } from "./pairs";

/** What can be left out of a link that is made by choice. */
export const LINK_PARTS = ["position", "looking", "chart", "changes"] as const;
export type LinkPart = (typeof LINK_PARTS)[number];

export interface Reading<T> {
  readonly value: T;
  /** Otherwise a notice says what is used instead. */
  readonly exact: boolean;
}

export interface Place<T> {
  get(link: Link): T;
  set(link: Draft, value: T): Draft;
}

interface Codec<T> {
  /** Null: the text is none of this key, and the value stays as it was. */
  read(written: string, link: Draft): Reading<T> | null;
  /** Null: nothing is written. */
  write(value: T, link: Link): string | null;
}

interface Conditions<T> {
  /** Elsewhere the key is unknown, and is not written. */
  when?(link: Link): boolean;
  /** Elsewhere it is not written, but read. */
  writtenWhen?(link: Link): boolean;
  /** What holds of a value that was read, beside what the link has said before. */
  fit?(value: T, link: Draft): T;
  /** What a notice says is used in place of a text that is none; by itself the value that stays. */
  readonly instead?: string;
  /** How its text is written into a link, where it may hold any character. */
  encode?(text: string): string;
  readonly part?: LinkPart;
}

export interface LinkKey<T> extends Place<T>, Codec<T>, Conditions<T> {}
export type LinkKeys = Readonly<Record<string, LinkKey<unknown>>>;
export type NamedKeys = readonly (readonly [id: string, key: LinkKey<unknown>])[];

export const key = <T, C extends Codec<T>>(place: Place<T>, codec: C & Codec<NoInfer<T>>, conditions: Conditions<NoInfer<T>> = {}) => ({ ...place, ...codec, ...conditions });

/** A value of the link that has this name. */
export const at = <K extends keyof Link>(name: K): Place<Link[K]> => ({ get: (link) => link[name], set: (link, value) => ({ ...link, [name]: value }) });

type Parts = Pick<Link, "config" | "map" | "looking" | "fillIn" | "following" | "chart">;

/** What follows from such a value, and what changes in it. */
export const of = <K extends keyof Parts, T>(name: K, get: (whole: Parts[K]) => T, change: (value: T, link: Draft) => Partial<Parts[K]>): Place<T> => ({
  get: (link) => get(link[name]),
  set: (link, value) => ({ ...link, [name]: { ...link[name], ...change(value, link) } }),
});

/** A field of such a value. */
export const inside = <K extends keyof Parts, F extends keyof Parts[K]>(name: K, field: F): Place<Parts[K][F]> => ({
  get: (link) => link[name][field],
  set: (link, value) => ({ ...link, [name]: { ...link[name], [field]: value } }),
});

/** What fits a setting's specification; a number out of range becomes the nearest allowed. */
export const checked = <T>(spec: Allowed, from: (value: HyperparameterValue) => T): Codec<T> => ({
  read(written) {
    const found = check(spec, written);
    return found.kind === "rejected" ? null : { value: from(found.value === 0 ? 0 : found.value), exact: found.kind === "ok" }; // −0 is 0
  },
  write: (value) => (value === undefined ? null : String(value ?? 0)),
});

const number = <S extends Allowed, T>(spec: S, from: (value: HyperparameterValue) => T) => ({ spec, ...checked(spec, from) });
export const whole = (min: number, max: number) => number({ kind: "int", min, max }, Number);
export const real = (min: number, max: number) => number({ kind: "real", min, max }, Number);
/** A number of which 0 says that there is none. */
export const wholeOrNone = (max: number) => number({ kind: "int", min: 0, max }, (value) => Number(value) || null);

/** A text that `find` finds a value in, or null. `strict`: a notice says so where it would be written otherwise. */
export const text = <T>(find: (written: string, link: Draft) => T | null, write: (value: T, link: Link) => string | null, strict = false): Codec<T> => ({
  read(written, link) {
    const value = find(written, link);
    return value === null ? null : { value, exact: !strict || write(value, link) === written };
  },
  write,
});

/** Some numbers, with commas between them. */
export const numbers = (spec: Allowed, valid: (all: readonly number[], link: Draft) => boolean) => text<readonly number[]>((written, link) => {
  const all = written.split(",", CLASSES + 1).map((part) => check(spec, part));
  const used = all.flatMap((one) => (one.kind === "ok" ? [Number(one.value)] : []));
  return used.length === all.length && valid(used, link) ? used : null;
}, (all) => all.join() || null);

/** One of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) => text((written) => words.find((word) => word === written) ?? null, (word: Word) => word);

/** One of these words; `none` says that there is no such value. */
export const oneOrNone = <const Word extends string>(none: string, words: readonly Word[]): Codec<Word | null> => ({
  read: (written, link) => (written === none ? { value: null, exact: true } : oneOf(words).read(written, link)),
  write: (word) => word ?? none,
});

/** `1`, or the key alone, and `0`. */
export const flag = text((written) => isSet(written) || (written === "0" ? false : null), (set: boolean) => (set ? "1" : "0"));

/** The link with what the text of a key says. `adjusted`: hears of each value that cannot be taken as it stands, and what is used instead. */
export function readKey<T>(key: LinkKey<T>, written: string, link: Draft, adjusted: (written: string, used: string) => void): Draft {
  const said = (value: T) => key.write(value, link) || "–";
  const reading = key.read(written, link);
  if (!reading) {
    adjusted(written, key.instead ?? said(key.get(link)));
    return link;
  }
  const { value, exact } = reading;
  if (!exact) adjusted(written, said(value));
  const fitting = key.fit ? key.fit(value, link) : value;
  if (fitting !== value) adjusted(said(value), said(fitting));
  return key.set(link, fitting);
}

/** The text of a key in a link; null where the link is silent about it. `bare`: of the same experiment. */
export function writeKey<T>(key: LinkKey<T>, link: Link, bare: Link): string | null {
  if (key.when?.(link) === false || key.writtenWhen?.(link) === false) return null;
  const written = key.write(key.get(link), link);
  return written === null || written === key.write(key.get(bare), link) ? null : key.encode?.(written) ?? written;
}
