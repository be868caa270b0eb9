/** The comparison of two runs. */
export const comparison = {
  open: "Compare two runs…",
  about: "Train a second run beside this one, in which one thing differs",
  title: "Two runs",
  end: "End",
  cancel: "Cancel",
  what: "What differs",
  model: "Model",
  /** A column of the second run: "B: β". */
  second: (name: string) => `B: ${name}`,
  begin: "Begin both",
  fromZero: "Both begin at step 0.",
  same: "All else is the same: seed, images, noise. What has no B beside it shows A.",
  run: (run: string, name: string) => `${run}: ${name}`,
  broken: "stopped: the loss is no longer a number",
  both: (a: string, b: string) => `A ${a}, B ${b}`,
  onlyFirst: "shows A",
  curve: "A solid, B dashed",
  difference: {
    name: "Difference of the two runs",
    of: "B − A",
    none: "The two have no term in common.",
    sentence: (term: string, step: string, value: string) => `${term}, B minus A, at step ${step}: ${value}`,
  },
};
