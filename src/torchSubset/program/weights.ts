/** Returns the weight of the i-th number of a result in the sum whose gradients are compared with those of another program. */
export const weightOf = (i: number): number => (((i * 7919) % 13) - 5) / 6;
