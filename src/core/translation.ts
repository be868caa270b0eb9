/** The same keys and the same functions as the English section, with texts of its own: a missing key does not compile. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string
    : T[K] extends string ? string
    : Translation<T[K]>;
};
