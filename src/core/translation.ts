/** The same keys and functions as the English section, with other texts: a missing key does not compile. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string
    : T[K] extends string ? string
    : Translation<T[K]>;
};
