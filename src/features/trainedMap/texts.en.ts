/** The map that Play shows before training. */
export const en = {
  title: "Where training leads",
  about: (step: string) => `This map shows a finished run of this preset, after ${step} steps. Your own run begins at step 0.`,
};
