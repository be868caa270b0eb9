/** A condition on a quantity of a run. */
export interface Threshold<What extends string> {
  readonly what: What;
  readonly is: "at most" | "at least";
  readonly value: number;
}

/** Returns whether a measured value meets the condition; NaN, not measured yet, never does. */
export const holds = ({ is, value }: Pick<Threshold<string>, "is" | "value">, measured: number): boolean =>
  (is === "at most" ? measured <= value : measured >= value);
