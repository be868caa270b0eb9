/** Returns the mean of numbers; NaN if there are none. */
export const meanOf = (values: readonly number[] | Float32Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};
