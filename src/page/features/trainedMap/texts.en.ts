/** The map that Play shows before training. */
export const en = {
  title: "Where training leads",
  loading: "Loading the map of a finished run…",
  failed: "The map of a finished run did not load. This is the map of your own model, which is not trained yet.",
  about: (step: string) => `This map shows a finished run of this preset, after ${step} steps. Press Train to begin your own at step 0: its map, samples and losses then appear here.`,
};
