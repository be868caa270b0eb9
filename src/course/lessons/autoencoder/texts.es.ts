import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Autoencoder: ¿puede generar?",
  about: "Un autoencoder reconstruye bien los dígitos. ¿Puede generar otros nuevos?",
  rounds: {
    noise: {
      predict: "Un autoencoder convierte cada dígito en diez números y lo reconstruye a partir de ellos; el error de reconstrucción es su única pérdida. " +
        "Después, su decodificador recibe diez números aleatorios de N(0, I) en lugar de un código. " +
        "Una muestra es un dígito claro si el clasificador de evaluación le da una clase con más del 90\u00a0% de seguridad: ¿cuántas de 100 lo serán?",
      options: {
        few: "Como mucho 15",
        half: "Cerca de la mitad",
        most: "La mayoría: el decodificador ha aprendido a dibujar dígitos",
      },
      compare: "Las muestras y las reconstrucciones salen del mismo decodificador. ¿Qué tienen en común, y en qué difieren?",
    },
    fitted: {
      predict: "Quizá N(0, I) solo sea la gaussiana equivocada. Por eso se ajusta una gaussiana a los códigos de 2000 imágenes de prueba, y de ella se extraen códigos. " +
        "Tras 32 pasos más del mismo autoencoder, ¿cuántas de 100 de estas muestras serán dígitos claros?",
      options: {
        few: "Tan pocas como antes",
        some: "Claramente más, pero no la mayoría",
        most: "La mayoría: solo fallaba la escala",
      },
      compare: "Las imágenes siguen mostrando muestras de N(0, I). Compara la parte de dígitos claros de ambas gaussianas: ¿qué corrige el ajuste, y qué no?",
    },
    prior: {
      predict: "Ahora un VAE tiene redes de las mismas anchuras. Su codificador asigna a cada imagen una gaussiana sobre códigos, y la KL acerca estas gaussianas a N(0, I). " +
        "Tras el mismo número de pasos, ¿cuántas de 100 muestras serán dígitos claros?",
      options: {
        few: "Tan pocas como al principio con el autoencoder",
        some: "Claramente más, pero no la mayoría",
        most: "La mayoría",
      },
      compare: "Compara los números con los del autoencoder, en la ronda 1. ¿Cuáles mejoraron, y cuáles empeoraron?",
    },
  },
  explain: {
    question: "El decodificador del autoencoder reconstruye la mayoría de los dígitos. ¿Por qué tan pocos códigos de N(0, I) dan dígitos claros?",
    terms: {
      reconstruction: "Este término pide que cada código lleve de vuelta a su imagen. No restringe la distribución de los códigos, que aquí se extienden mucho más allá de N(0, I). " +
        "En los huecos entre ellos, el decodificador no se entrenó.",
      kl: "La KL ata las posteriores aproximadas de todas las imágenes a N(0, I), de donde se extraen las muestras. " +
        "A cambio, las posteriores se solapan, y unas pocas imágenes más se reconstruyen como otro dígito.",
    },
    so: "Un modelo de variables latentes necesita además un prior: una distribución de los códigos antes de ver ninguna imagen. " +
      "El autoencoder solo lo obtiene después, con un ajuste. Fallaba en gran parte la escala: aquí la gaussiana ajustada dio más dígitos claros que el prior del VAE. " +
      "Los códigos del VAE se acercan a N(0, I), pero se extienden más. Ambos dejan huecos, de los que una gaussiana sigue extrayendo códigos: la lección sobre los huecos ajusta un prior de cualquier forma.",
  },
  repair: {
    task: "Este VAE tiene β = 0, así que es un autoencoder con ruido en sus códigos. Cambia β para que más muestras sean claras y la mayoría de las reconstrucciones sigan mostrando el dígito correcto.",
    done: "Al crecer β, ¿cuál de los dos porcentajes sube, y cuál baja?",
  },
};
