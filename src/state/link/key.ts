/**
 * A key of a link: where its value is, how it is read and how it is written. Its default is the value that `bareLink` has there. The keys
 * are in the tables beside this file; `urlCodec.ts` reads and writes links by them.
 */
import { check, type Allowed, type HyperparameterValue } from "../../core/hyperparameters";
import { CLASSES } from "../../core/runConfig";
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

interface Place<T> {
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
export const at = <K extends keyof Link>(name: K): Place<Link[K]> => ({
  get: (link) => link[name],
  set: (link, value) => ({ ...link, [name]: value }),
});

/** A part of such a value. */
export const inside = <K extends "config" | "map" | "looking" | "fillIn" | "following" | "chart", F extends keyof Link[K]>(name: K, field: F): Place<Link[K][F]> => ({
  get: (link) => link[name][field],
  set: (link, value) => ({ ...link, [name]: { ...link[name], [field]: value } }),
});

export const exactly = <T>(value: T): Reading<T> => ({ value, exact: true });

/** What fits a setting's specification; a number out of range becomes the nearest allowed. */
export const checked = <T extends HyperparameterValue | undefined>(spec: Allowed, of: (value: HyperparameterValue) => T): Codec<T> => ({
  read(written) {
    const found = check(spec, written);
    return found.kind === "rejected" ? null : { value: of(found.value === 0 ? 0 : found.value), exact: found.kind === "ok" }; // −0 is 0
  },
  write: (value) => (value === undefined ? null : String(value)),
});

const numeric = <S extends Allowed>(spec: S) => ({ spec, ...checked(spec, Number) });
export const whole = (min: number, max: number) => numeric({ kind: "int", min, max });
export const real = (min: number, max: number) => numeric({ kind: "real", min, max });

/** A number of which 0 says that there is none. */
export const wholeOrNone = (max: number) => {
  const number = whole(0, max);
  return {
    spec: number.spec,
    read(written: string, link: Draft): Reading<number | null> | null {
      const reading = number.read(written, link);
      return reading && { ...reading, value: reading.value || null };
    },
    write: (value: number | null) => String(value ?? 0),
  };
};

/** Some numbers, with commas between them. */
export const numbers = (spec: Allowed, valid: (all: readonly number[], link: Draft) => boolean): Codec<readonly number[]> => ({
  read(written, link) {
    const all = written.split(",", CLASSES + 1).map((part) => check(spec, part));
    const used = all.flatMap((one) => (one.kind === "ok" ? [Number(one.value)] : []));
    return used.length === all.length && valid(used, link) ? exactly(used) : null;
  },
  write: (all) => all.join() || null,
});

/** One of these words; `none` says that there is no such value. */
export const oneOf = <const Word extends string>(words: readonly Word[]): Codec<Word> => ({
  read(written) {
    const word = words.find((one) => one === written);
    return word === undefined ? null : exactly(word);
  },
  write: (word) => word,
});

export const oneOrNone = <const Word extends string>(none: string, words: readonly Word[]): Codec<Word | null> => ({
  read: (written, link) => (written === none ? exactly(null) : oneOf(words).read(written, link)),
  write: (word) => word ?? none,
});

/** `1`, or the key alone, and `0`. */
export const flag: Codec<boolean> = {
  read: (written) => (isSet(written) ? exactly(true) : written === "0" ? exactly(false) : null),
  write: (set) => (set ? "1" : "0"),
};

/** A text that `of` finds a value in, or null. */
export const text = <T>(of: (written: string, link: Draft) => T | null, write: (value: T, link: Link) => string | null): Codec<T> => ({
  read(written, link) {
    const value = of(written, link);
    return value === null ? null : exactly(value);
  },
  write,
});

/** The link with what the text of a key says. `adjusted`: hears of each value that cannot be taken as it stands, and what is used instead. */
export function readKey<T>(of: LinkKey<T>, written: string, link: Draft, adjusted: (written: string, used: string) => void): Draft {
  const said = (value: T) => of.write(value, link) ?? "–";
  const reading = of.read(written, link);
  if (!reading) {
    adjusted(written, of.instead ?? said(of.get(link)));
    return link;
  }
  const { value, exact } = reading;
  if (!exact) adjusted(written, said(value));
  const fitting = of.fit ? of.fit(value, link) : value;
  if (fitting !== value) adjusted(said(value), said(fitting));
  return of.set(link, fitting);
}

/** The text of a key in a link; null where the link is silent about it. `bare`: of the same experiment. */
export function writeKey<T>(of: LinkKey<T>, link: Link, bare: Link): string | null {
  if (of.when?.(link) === false || of.writtenWhen?.(link) === false) return null;
  const written = of.write(of.get(link), link);
  return written === null || written === of.write(of.get(bare), link) ? null : of.encode?.(written) ?? written;
}
