import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE con píxeles ausentes",
  about: "Este VAE se entrena con imágenes incompletas: a cada una le faltan algunos píxeles, los mismos en cada época. " +
    "La pérdida cuenta solo los píxeles observados, y el modelo completa los que faltan.",
  question: "¿Cuántos píxeles pueden faltar antes de que los dígitos completados dejen de ser los correctos?",
  hyperparameters: {
    missing: { name: "píxeles ausentes", about: "La parte de los píxeles de cada imagen que falta, en las imágenes de entrenamiento y de prueba. Se eligen al azar." },
    missingAre: {
      name: "los ausentes",
      about: "No cuentan: la pérdida solo cuenta los píxeles observados. Vacíos: los que faltan cuentan como si se hubieran observado vacíos.",
    },
  },
  options: {
    "left-out": "no cuentan",
    empty: "vacíos",
  },
  objectives: {
    "negative-observed-bound": "Cota negativa de log p de los píxeles observados con K códigos, minimizada sobre codificador y decodificador",
  },
  terms: {
    "observed-bound": {
      name: "−cota de log p(observado)",
      about: "En esperanza, una cota superior de la log-verosimilitud negativa de los píxeles que cuentan. Suele ser menor si cuentan menos píxeles.",
    },
  },
  symbols: {
    "observed": { name: "x o", about: "Los píxeles observados de una imagen. El codificador recibe ceros en lugar de los que faltan." },
    "posterior-of-observed": { name: "q de z k dado x o", about: "La salida del codificador: una gaussiana sobre los códigos, dados los píxeles observados." },
    "joint-of-observed": { name: "p de x o y z k", about: "La densidad conjunta de píxeles observados y código: el prior de z por la probabilidad de cada píxel observado." },
  },
  presets: {
    "half-missing": {
      title: "Media imagen ausente",
      about: "Falta la mitad de cada imagen de entrenamiento, los mismos píxeles en cada época, así que el modelo nunca ve un dígito entero. " +
        "Aun así aprende a completar la mitad que falta y a dibujar dígitos.",
      question: "Pon «los ausentes» a «vacíos» y entrena otra vez. ¿Qué les ocurre a las imágenes completadas, y qué a las muestras?",
    },
    "gaps-taken-for-empty": {
      title: "Ausente no significa vacío",
      about: "Faltan tres cuartos de los píxeles, y este VAE los trata como vacíos. " +
        "Así aprende que la tinta es rara, y los píxeles y dígitos que dibuja son tenues.",
      question: "Pon «los ausentes» a «no cuentan» y entrena otra vez con igual de pocos píxeles. ¿Por qué son los dígitos mucho más claros, y son los correctos?",
    },
  },
};
