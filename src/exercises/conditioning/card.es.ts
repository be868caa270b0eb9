import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Condicionar a una clase",
  about: "Da al codificador y al decodificador la clase de cada imagen, y así podrás elegir qué dígito se dibuja.",
};
