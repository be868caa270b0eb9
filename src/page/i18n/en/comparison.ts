/** The comparison of two runs. */
export const comparison = {
  open: "Compare two runs…",
  about: "Train a second run beside this one, with one difference",
  title: "Two runs",
  end: "End",
  cancel: "Cancel",
  /** The second of two programs, with which the reader compares theirs. */
  referenceProgram: "Reference program",
  run: (run: string, name: string) => `${run}: ${name}`,
  broken: "diverged: the loss is not finite",
  curve: "A solid, B dashed",
  /** In the chart's legend. */
  otherDefinition: (losses: string) => `Defined differently in B: ${losses}.`,
};
