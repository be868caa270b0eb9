import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Flow matching",
  about: "Escribe la pérdida de un campo de velocidad, y sigue esa velocidad desde el ruido hasta los dígitos.",
};
