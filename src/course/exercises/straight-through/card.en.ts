import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The straight-through gradient",
  about: "Turn the encoder’s logits into bits that pass a gradient, although a threshold passes none.",
};
