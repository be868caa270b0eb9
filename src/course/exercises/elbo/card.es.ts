import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "El ELBO negativo",
  about: "Escribe la pérdida entera de un VAE: codifica, extrae, decodifica y suma dos términos en nats.",
};
