import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "Conditioning on a class",
  about: "Give encoder and decoder the class of each image, so that you can choose which digit is drawn.",
};
