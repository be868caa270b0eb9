/** The choice of the second run, and the curve of the difference: fetched when two runs are compared. */
export const en = {
  what: "Difference",
  model: "Model",
  /** A column of the second run: "B: β". */
  second: (name: string) => `B: ${name}`,
  begin: "Begin both",
  fromZero: "Both begin at step 0.",
  same: "Seed, images and noise are the same in both runs. Panels without a B show run A.",
  difference: {
    name: "Difference of the two runs",
    of: "B − A",
    none: "The two runs have no loss term in common.",
    otherLoss: "A and B define this loss differently, so B − A is not shown.",
    sentence: (term: string, step: string, value: string) => `${term}, B minus A, at step ${step}: ${value}`,
  },
};
