import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN con clasificador auxiliar",
  about: "En esta GAN condicional, el discriminador también clasifica imágenes. " +
    "El generador recibe una recompensa si su imagen se asigna a la clase condicionante.",
  question: "¿Son distintos los dígitos de una clase, o repite el generador uno fácil de clasificar?",
  hyperparameters: {
    fakeClass: {
      name: "clase de generadas en D",
      about: "El peso de la pérdida de clase en muestras generadas, para el discriminador. Con 1, como en el artículo, ambas redes pueden ponerse de acuerdo en imágenes erróneas.",
    },
  },
  objectives: {
    "discriminator-and-classifier": "El discriminador aprende a distinguir datos reales de muestras generadas, y a clasificar ambos",
    "generator-and-class": "El generador aprende a generar muestras que se clasifiquen como reales, y como su clase",
  },
  terms: {
    "real-class": { name: "clase de reales", about: "La log-verosimilitud negativa de las clases de imágenes reales, según el discriminador." },
    "fake-class": {
      name: "clase de generadas",
      about: "La log-verosimilitud negativa de las clases condicionantes de las muestras generadas, según el discriminador.",
    },
    "discriminator-and-classifier-total": {
      name: "discriminador",
      about: "La pérdida del discriminador: sus errores sobre lo que es real y sobre las clases.",
    },
    "generator-class": {
      name: "clase condicionante",
      about: "La log-verosimilitud negativa de la clase condicionante en las muestras del generador.",
    },
    "generator-and-class-total": {
      name: "generador, total",
      about: "Baja cuando las muestras generadas se consideran reales y de su clase condicionante.",
    },
  },
  symbols: {
    "class-weight": { name: "lambda de x tilde", about: "El peso del término de clase sobre las muestras generadas x̃ = G(z, y), en la pérdida del discriminador." },
    "generator-of-z-y": { name: "G de z e y", about: "El generador: convierte el ruido z y la clase condicionante y en una imagen." },
    "class-head": {
      name: "C de y dado x",
      about: "La segunda salida del discriminador: su probabilidad de que x sea de la clase y.",
    },
  },
  presets: {
    "auxiliary-classifier": {
      title: "Un discriminador con clases",
      about: "El discriminador también clasifica el dígito, y el generador recibe una recompensa si su imagen se asigna a la clase condicionante. " +
        "Así el generador aprende la clase de un clasificador, incluso mientras las muestras aún difieren de las imágenes reales.",
      question: "Cuando los dígitos sean claros, pon «clase de generadas en D» a 1, como en el artículo. " +
        "¿Qué le ocurre al término de clase de las imágenes generadas, y mejoran también los dígitos?",
    },
  },
};
