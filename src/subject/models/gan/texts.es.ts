import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN",
  about: "Un generador convierte ruido en muestras; un discriminador aprende a distinguirlas de los datos reales. " +
    "Cada uno se entrena contra el otro, y el generador nunca ve datos reales.",
  question: "¿Qué les ocurre a las muestras si la razón de tasas D : G es 5, y si es 0.2?",
  hyperparameters: {
    loss: {
      name: "pérdidas",
      about: "El juego de las dos redes. La saturante es la original: el gradiente de su pérdida del generador se desvanece cuando D(G(z)) tiende a 0.",
    },
    depth: { name: "capas ocultas", about: "El número de capas ocultas de cada red. Con una, el generador tiene las anchuras del decodificador de un VAE, así que se pueden comparar." },
  },
  options: {
    two: "dos",
    one: "una",
    "non-saturating": "no saturante",
    saturating: "saturante",
    "least-squares": "mín. cuadrados",
  },
  presets: {
    "first-gan": {
      title: "Una primera GAN",
      about: "En una red generativa adversaria (GAN), el generador dibuja a partir de ruido y nunca ve un dígito. El discriminador ve dígitos y muestras generadas, y aprende a distinguirlos. " +
        "La pérdida de cada red depende de la otra.",
      question: "Ninguna de las pérdidas baja por mucho tiempo y, aun así, los dígitos mejoran. ¿Cómo sabrías solo por las curvas que el entrenamiento funciona?",
    },
    saturating: {
      title: "El gradiente se desvanece",
      about: "En el juego original el generador minimiza log(1 − D), que es casi plano mientras el discriminador rechaza todas las muestras. " +
        "Aquí el discriminador tiene cinco veces la tasa de aprendizaje del generador, así que pronto lo hace.",
      question: "Elige las pérdidas no saturantes y entrena otra vez. Ambos juegos tienen el mismo equilibrio: ¿en qué difiere la curva del generador, y por qué?",
    },
    "mode-collapse": {
      title: "Colapso de modos",
      about: "El generador tiene diez veces la tasa de aprendizaje del discriminador, y encuentra una imagen que lo engaña. " +
        "Dibuja esa imagen para cada vector de ruido, incluso cuando ya no lo engaña: colapso de modos.",
      question: "Pon la razón de tasas D : G a 1, pulsa «A cero» y entrena otra vez. ¿Cuánto varían ahora las muestras, y en qué difiere la pérdida del generador?",
    },
    "dropped-modes": {
      title: "Modos ausentes",
      about: "Los datos son ocho gaussianas, y el generador tiene cinco veces la tasa de aprendizaje del discriminador. Sus muestras están en una o dos gaussianas, o entre ellas. " +
        "Cuando el discriminador se adapta, las muestras se van a otras.",
      question: "Sube la razón de tasas D : G a 1 mientras entrena. ¿Qué gaussianas vuelven, y cuánto se acerca entonces el D aprendido a D* = p_data/(p_data + p_model)?",
    },
  },
};
