import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Condicionar a una clase",
  about: "Da al codificador y al decodificador la clase de cada imagen, para poder elegir qué dígito se dibuja.",
};
