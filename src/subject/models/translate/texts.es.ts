import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Imagen a imagen",
  about: "Un generador reconstruye un dígito a partir de sus bordes, o del dígito con ruido, borroso o pequeño. " +
    "Su imagen debe acercarse a la verdadera. Un discriminador, que ve la entrada a su lado, debe clasificarla como real.",
  question: "¿En qué difiere la imagen generada de la verdadera, y lo cambia otro ruido z?",
  hyperparameters: {
    adversarial: { name: "peso adversario", about: "El peso α del término adversario, junto a la distancia a la imagen verdadera. Con 0 solo cuenta la distancia." },
    from: { name: "entrada", about: "La entrada, hecha de cada imagen: sus bordes, la imagen con ruido, la imagen borrosa o la imagen en 7×7 píxeles." },
  },
  options: {
    edges: "bordes",
    noise: "ruido",
    blur: "borrosa",
    quarter: "¼ tamaño",
  },
  objectives: {
    "translating-generator": "El generador aprende a hacer imágenes cercanas a la verdadera y que se clasifiquen como reales",
  },
  terms: {
    "pixel-distance": {
      name: "distancia",
      about: "La distancia L1 entre imagen generada y verdadera: la suma de las diferencias absolutas en los 784 píxeles.",
    },
    "translating-generator-total": {
      name: "generador, total",
      about: "Baja cuando las imágenes generadas se acercan a las verdaderas y, con α mayor que 0, se consideran reales.",
    },
  },
  symbols: {
    "adversarial-weight": { name: "alfa", about: "El peso del término adversario. El artículo pondera en cambio la distancia, con λ: 1/α hace lo mismo." },
    "derived": { name: "c", about: "La entrada hecha de la imagen: sus bordes, o la imagen con ruido, borrosa o pequeña." },
    "translation": { name: "G de c y z", about: "El generador: hace una imagen a partir de la entrada c. El ruido z permite imágenes distintas para una misma c." },
    "discriminator-of-pair": { name: "D de c y x", about: "El discriminador: su probabilidad de que x sea una imagen real, dada la entrada c." },
  },
  presets: {
    "digits-from-edges": {
      title: "Dígitos a partir de bordes",
      about: "El generador solo recibe los bordes de un dígito, y tiene que averiguar qué lado es tinta. " +
        "Cada muestra tiene arriba los bordes, en medio la imagen generada y abajo la verdadera.",
      question: "Elige otra imagen de prueba, o dibuja tú un dígito. ¿Dónde se equivoca el generador, y sigue dibujando allí un dígito?",
    },
    "distance-alone": {
      title: "Solo la distancia",
      about: "Cada entrada tiene solo 7×7 valores de gris, y con α = 0 solo cuenta la distancia L1 a la imagen verdadera. " +
        "La mayoría de los dígitos ya son correctos y poco borrosos. La mediana condicional de cada píxel minimiza la distancia L1; su media minimiza el error cuadrático.",
      question: "Pon α a 40, pulsa «A cero» y entrena otra vez. ¿Qué añade el discriminador, y disminuye la distancia?",
    },
  },
};
