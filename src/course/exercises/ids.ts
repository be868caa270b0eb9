/** The ids of exercises, in display order. They are part of links and never change. */
export const EXERCISE_IDS = [
  "reparameterise", "gaussian-kl", "likelihood", "elbo", "conditioning", "importance-bound", "mixture-prior",
  "gan-losses", "detach", "gradient-penalty", "straight-through", "flow-matching",
] as const;

export type ExerciseId = (typeof EXERCISE_IDS)[number];
