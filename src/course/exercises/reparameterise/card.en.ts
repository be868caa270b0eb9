import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The reparameterised draw",
  about: "Draw a code from the encoder’s Gaussian so that gradients reach the encoder.",
};
