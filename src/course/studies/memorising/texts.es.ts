import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "¿Muestras o copias?",
  about: "Cada muestra se ve junto a su imagen de entrenamiento más cercana. ¿Qué distancia es sospechosa?",
  question: "Para cada muestra buscamos la más cercana de las 60\u00a0000 imágenes de entrenamiento. Un modelo que las hubiera memorizado estaría más cerca de ellas que las imágenes de prueba, que nunca ha visto. " +
    "¿Dónde estarán las muestras de un VAE pequeño tras 400 pasos?",
  options: { nearer: "Más cerca de las imágenes de entrenamiento que las de prueba", alike: "Igual de cerca", farther: "Más lejos" },
  task: "Entrena la ejecución, o abre cualquier otra. La medición empieza cuando una ejecución queda en pausa.",
  runs: { vae: "Entrenar un VAE hasta el paso 400" },
  needs: "Esta ejecución no genera imágenes.",
  shows: [
    "Tras 400 pasos, las muestras de nuestro VAE pequeño tenían una distancia mediana a las imágenes de entrenamiento mayor que la de las imágenes de prueba. Casi ninguna estaba más cerca que el 99 % de las imágenes de prueba, así que esta medida no indica copias. Eso no las hace buenas: una imagen lejos de todos los dígitos tampoco es una copia.",
    "Compara una distancia con otra conocida: la de las imágenes de prueba. Un modelo con una distancia menor puede haber copiado, o bien genera medias borrosas, que están cerca de muchas imágenes. Mira las parejas.",
    "La distancia en píxeles no detecta copias desplazadas un píxel o de trazo más grueso. Una distancia pequeña es un indicio de copia, no una prueba, y una grande no la descarta.",
  ],
  change: [
    "Entrena unas épocas más: ¿se acerca la mediana a la de las imágenes de prueba?",
    "Prueba una GAN: ¿están sus muestras más cerca, o más lejos?",
    "Sube d a 20: ¿se acercan las muestras del prior, o se alejan?",
  ],
};
