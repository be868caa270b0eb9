/** How the keys of the store are declared, by the page and by the slices of features. `state/stateKeys.ts` puts all keys into one table. */

/**
 * How a link holds a value under its own key. A link without the key means the initial value, which is not written. "Copy link" always
 * writes the key: it belongs to none of the parts that a reader can leave out (`LINK_PARTS` in `state/link/key.ts`).
 */
export interface LinkCodec<T> {
  readonly key: string;
  /** Null: the text is invalid. A notice says so, and the link means the initial value. `before`: what the value's other keys have said. */
  read(written: string, before: T): T | null;
  /** Null: nothing is written. */
  write(value: T): string | null;
  /** A notice says so where the value would be written otherwise than it was. */
  readonly strict?: boolean;
  /** How its text is written into a link; percent-encoded where absent. */
  encode?(text: string): string;
}

export interface Traits<T> {
  readonly initial: T;
  /** Changes of the value are written into the address, under this key, or under several that are read in this order. */
  readonly link?: LinkCodec<T> | readonly LinkCodec<T>[];
  /** "Undo" restores it with the previous run. */
  readonly undo?: true;
  /** The second of two runs has the value of the first one. */
  readonly mirrored?: true;
  /** When its initial value returns: when another run begins, or only when another experiment is chosen. */
  readonly reset?: "run" | "experiment";
}

/** How the browser stores a reader's choice between visits. */
export interface Preference<T> {
  readonly name: string;
  /** Reads the stored text; null if the browser has stored none. An invalid text counts as none. */
  read(text: string | null): T;
  write(value: T): string;
}

/** Returns a preference that is on or off, stored as "on" or "off" under `name`. `initial`: its value until the reader has chosen. */
export const onOffPreference = (name: string, initial: boolean): Preference<boolean> =>
  ({ name, read: (text) => (initial ? text !== "off" : text === "on"), write: (on) => (on ? "on" : "off") });

export interface Slice<S extends object> {
  readonly keys: { readonly [K in keyof S]: Traits<S[K]> };
  readonly preferences?: { readonly [K in keyof S]?: Preference<S[K]> };
}

/** Checks the type of a slice and returns it. */
export const defineSlice = <S extends object>(slice: Slice<S>): Slice<S> => slice;

type StateOf<S> = S extends { readonly keys: infer K } ? { readonly [P in keyof K]: K[P] extends Traits<infer T> ? T : never } : never;
type Slices = Readonly<Record<string, Pick<Slice<object>, "keys">>>;
type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
/** The state of all slices together. */
export type StateOfAll<S> = Intersection<StateOf<S[keyof S]>>;
/** The keys of the slice F that another slice has, too. */
type Shared<S, F extends keyof S> = keyof StateOf<S[F]> & keyof StateOfAll<Omit<S, F>>;
type Disjoint<S> = { readonly [F in keyof S]: [Shared<S, F>] extends [never] ? unknown : `the key ${Shared<S, F> & string} belongs to another feature, too` };

/** Combines slices. It does not compile if two slices have a key of the same name. */
export const defineSlices = <S extends Slices>(slices: S & Disjoint<S>): S => slices;
