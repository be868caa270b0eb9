/** The comparison of two runs. */
export const comparison = {
  open: "Compare two runs…",
  about: "Train a second run beside this one, with one difference",
  title: "Two runs",
  end: "End",
  cancel: "Cancel",
  what: "Difference",
  model: "Model",
  /** A column of the second run: "B: β". */
  second: (name: string) => `B: ${name}`,
  begin: "Begin both",
  fromZero: "Both begin at step 0.",
  same: "Seed, images and noise are the same in both runs. Panels without a B show run A.",
  run: (run: string, name: string) => `${run}: ${name}`,
  broken: "diverged: the loss is not finite",
  both: (a: string, b: string) => `A ${a}, B ${b}`,
  onlyFirst: "shows A",
  curve: "A solid, B dashed",
  /** In the chart's legend. */
  otherObjective: "The objectives differ.",
  difference: {
    name: "Difference of the two runs",
    of: "B − A",
    none: "The two runs have no loss term in common.",
    otherLoss: "A and B define this loss differently, so B − A has no meaning.",
    sentence: (term: string, step: string, value: string) => `${term}, B minus A, at step ${step}: ${value}`,
  },
};
