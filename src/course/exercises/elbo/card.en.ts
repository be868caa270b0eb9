import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The negative ELBO",
  about: "Write the whole loss of a VAE: encode, draw, decode, and add two terms in nats.",
};
