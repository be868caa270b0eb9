import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN condicional",
  about: "Las dos redes de esta GAN están condicionadas a la clase. " +
    "El discriminador conoce la clase condicionante, así que puede rechazar un dígito de otra clase.",
  question: "¿Qué clases salen bien primero, y cuáles se confunden más tiempo?",
  hyperparameters: {
    condition: {
      name: "condición",
      about: "La entrada de la clase en el discriminador: por un producto interno (proyección), o unida a los píxeles (concat.).",
    },
  },
  options: {
    projection: "proyección",
    concat: "concat.",
  },
  presets: {
    "first-cgan": {
      title: "Una primera GAN condicional",
      about: "El generador dibuja un dígito de una clase elegida a partir de ruido; el discriminador juzga si es real y de esa clase. " +
        "El generador nunca ve un dígito real: aprende solo del discriminador.",
      question: "Conserva el ruido y cambia la clase; luego conserva la clase y extrae otro ruido. ¿Qué sigue igual cada vez?",
    },
    "ignores-its-label": {
      title: "Cuando se ignora la etiqueta",
      about: "Algunos tutoriales añaden la clase a la entrada del discriminador: diez números junto a 784 píxeles, que aquí apenas influyen. " +
        "Tras unos 350 pasos hay formas como dígitos, pero todas las columnas se parecen: la clase elegida no cambia casi nada.",
      question: "Entrena un minuto, luego pon «condición» a «proyección» y entrena otra vez. ¿Qué gana ahora el discriminador con la etiqueta?",
    },
    "strong-discriminator": {
      title: "Discriminador muy fuerte",
      about: "El discriminador tiene veinte veces la tasa de aprendizaje del generador y pronto es difícil de engañar. " +
        "Sus pérdidas suman mucho menos de 1.39 nats, el valor de adivinar. La pérdida del generador sigue alta, y sus muestras parecen ruido en todas las clases.",
      question: "Baja la razón de tasas D : G mientras entrena. ¿Hasta dónde tiene que bajar para que el generador lo alcance?",
    },
  },
  earlierPresets: {
    "ignores-its-label@1": {
      about: "Algunos tutoriales añaden la clase a la entrada del discriminador: diez números junto a 784 píxeles, que aquí apenas influyen. " +
        "Tras ocho épocas todas las columnas siguen pareciéndose: la clase elegida no cambia nada.",
      question: "Pon «condición» a «proyección» y entrena otra vez un minuto. ¿Qué gana ahora el discriminador con la etiqueta?",
    },
  },
};
