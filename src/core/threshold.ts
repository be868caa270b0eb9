/** On something that is read off a run. */
export interface Threshold<What extends string> {
  readonly what: What;
  readonly is: "at most" | "at least";
  readonly value: number;
}

/** NaN: not measured yet, and so it does not hold. */
export const holds = ({ is, value }: Pick<Threshold<string>, "is" | "value">, measured: number): boolean =>
  (is === "at most" ? measured <= value : measured >= value);
