import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Por qué z = μ + σε",
  about: "Dos estimadores del mismo gradiente: ¿cuánto varía una sola muestra de cada uno?",
  question: "El entrenamiento necesita el gradiente de E[log p(x|z)] respecto a μ. La reparametrización deriva a través de z = μ + σε; la función de puntuación (score) multiplica log p(x|z) por ∇ log q(z|x). " +
    "Ambas aciertan en promedio: ¿cuántas muestras de la función de puntuación son tan precisas como una reparametrizada?",
  options: { few: "Más o menos los mismos, de 1 a 10", hundred: "Cerca de cien", thousands: "Miles" },
  task: "Entrena hasta el paso 50, anota los números y entrena hasta el paso 400; o abre cualquier VAE. La medición empieza cuando una ejecución queda en pausa.",
  runs: { early: "Entrenar hasta el paso 50", late: "Entrenar hasta el paso 400" },
  needs: "Esta ejecución no tiene una q(z|x) gaussiana de la que se extraiga un código z = μ + σε para cada imagen.",
  shows: [
    "En nuestras ejecuciones, una muestra de la función de puntuación tiene más de 1000 veces la varianza de la reparametrización. Para la misma precisión necesita más muestras, en esa misma proporción. Las barras tienen escala logarítmica.",
    "La función de puntuación solo usa el valor de log p(x|z), no su derivada. Multiplica este número negativo y grande por ε/σ, así que solo en promedio aparece una dirección. " +
      "La reparametrización usa la derivada del decodificador.",
    "Del valor se resta una línea base: aquí, la media de las demás muestras. La esperanza no cambia, y desaparece la mayor parte de la varianza. En nuestras ejecuciones queda más de diez veces la de la reparametrización. " +
      "La función de puntuación no necesita la derivada de p(x|z), así que sirve también para códigos discretos y para recompensas.",
  ],
  change: [
    "Compara los pasos 50 y 400: ¿qué varianzas crecen mientras el propio gradiente se hace menor, y por qué?",
    "Pon d a 2: ¿cambia la razón entre las varianzas?",
    "Pon β a 10, para que σ siga cerca de 1: ¿qué estimador mejora?",
  ],
};
