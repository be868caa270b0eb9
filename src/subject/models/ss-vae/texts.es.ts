import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE semisupervisado",
  about: "Este VAE condicional recibe las clases de solo unas pocas imágenes. En las demás su clasificador infiere la clase " +
    "y aprende qué clase explica mejor la imagen.",
  question: "¿Cuánto baja el error de prueba con diez veces más etiquetas, y cuánto entrenando más tiempo?",
  hyperparameters: {
    labels: { name: "etiquetas por clase", about: "El número de imágenes de entrenamiento de cada clase que conservan su etiqueta. El modelo nunca ve las demás etiquetas." },
    headStart: { name: "solo etiquetas hasta", about: "Hasta este paso el clasificador aprende solo de las etiquetas. Después también aprende qué clase explica cada imagen." },
    alpha: { name: "peso de la clase", about: "El peso de la pérdida del clasificador en imágenes etiquetadas, junto al término de las no etiquetadas." },
  },
  objectives: {
    "semi-supervised": "Cota negativa de la log-verosimilitud de todas las imágenes, minimizada sobre codificador y decodificador",
    "classifier": "El clasificador aprende qué clase explica cada imagen, y la clase de las etiquetadas",
  },
  terms: {
    "expected-bound": {
      name: "−cota, clase inferida",
      about: "La cota negativa −L(x,y) de imágenes sin etiqueta: la media sobre las diez clases, ponderada por las probabilidades del clasificador.",
    },
    "negative-entropy": {
      name: "−entropía de q(y|x)",
      about: "La entropía negativa de la salida del clasificador en imágenes sin etiqueta: 0 si está seguro, −2.30 si todas las clases son igual de probables.",
    },
    "labelled-bound": { name: "−cota, etiquetadas", about: "La cota negativa −L(x,y) de las imágenes etiquetadas, con su clase." },
    "semi-supervised-total": { name: "codificador y decodificador", about: "El codificador y el decodificador minimizan las cotas negativas de todas las imágenes. N_ℓ de las N imágenes de entrenamiento tienen etiqueta." },
    "disagreement": {
      name: "KL con p(y|x)",
      about: "La divergencia KL de q(y|x), del clasificador, respecto a p(y|x), las clases que mejor explican la imagen. Cuenta desde el paso t₀.",
    },
    "classification": { name: "clase de etiquetadas", about: "La log-verosimilitud negativa del clasificador para la clase de las imágenes etiquetadas; rombos: de las de prueba." },
    "classifier-total": { name: "clasificador", about: "El clasificador minimiza la suma ponderada de sus dos términos." },
  },
  symbols: {
    "semi-supervised-loss": { name: "J", about: "La pérdida de codificador y decodificador; J con índice q es la pérdida del clasificador." },
    "class-bound": { name: "L de x e y", about: "Una cota inferior de log p(x,y), la log-verosimilitud de esta imagen con esta clase." },
    "guessed-class": { name: "q de y dado x", about: "El clasificador: su probabilidad de cada clase, dada la imagen." },
    "explaining-class": { name: "p de y dado x", about: "Una aproximación de p(y|x): exp L(x,y), normalizado para que sume 1. L es solo una cota de log p(x,y)." },
    "entropy": { name: "entropía", about: "La entropía de q(y|x): 0 si está seguro, log 10 = 2.30 nats si todas las clases son igual de probables." },
    "labelled-image": { name: "x l, y l", about: "Una imagen que tiene etiqueta, y su clase." },
    "labelled-share": { name: "parte etiquetada", about: "Las imágenes etiquetadas como parte de todas." },
    "head-start": { name: "t al menos t 0", about: "0 en los primeros t₀ pasos, 1 desde entonces. t cuenta los pasos terminados, como en el programa." },
    "alpha": { name: "alfa", about: "El peso de la pérdida del clasificador en imágenes etiquetadas." },
  },
  presets: {
    "hundred-labels": {
      title: "Cien etiquetas",
      about: "El modelo recibe las clases de diez imágenes de cada dígito, 100 de 60\u00a0000. Hasta el paso 500 su clasificador aprende solo de estas. " +
        "Después también aprende, en todas las demás, qué clase explica mejor la imagen.",
      question: "Mide el error de prueba en el paso 500 y en el paso 1000. ¿Hasta dónde baja solo con etiquetas, con «solo etiquetas hasta» puesto a 20\u00a0000?",
    },
  },
};
