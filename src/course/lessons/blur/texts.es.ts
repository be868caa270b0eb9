import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Por qué los VAE son borrosos",
  about: "Se dice que los VAE dan imágenes borrosas. ¿Cuánta de esa borrosidad se debe a σ, una constante de la pérdida que muchos programas no nombran?",
  rounds: {
    averaged: {
      predict: "Algunos programas escriben la pérdida de un VAE como el error cuadrático, promediado sobre los 784 píxeles, más la KL. " +
        "Es una verosimilitud gaussiana alrededor de la salida x̂ del decodificador con σ = 19.8, porque 2σ² = 784. ¿Qué aspecto tendrán las reconstrucciones tras 300 pasos?",
      options: {
        one: "Todas como la misma mancha",
        blurred: "Borrosas, pero cada una con su propio dígito",
        sharp: "Casi tan nítidas como los dígitos",
      },
      compare: "Mira las reconstrucciones y las muestras. ¿Qué tienen todas en común, y qué dígitos reconoces?",
    },
    summed: {
      predict: "Ahora la mitad del error cuadrático se suma sobre los píxeles, en lugar de promediarse: σ = 1. ¿Qué nitidez tendrán las reconstrucciones tras 400 pasos, respecto a la de los dígitos?",
      options: {
        poor: "Como mucho el 40\u00a0%: apenas más que antes",
        middle: "Más que antes, pero como mucho el 80\u00a0%",
        sharp: "Casi la misma que los dígitos",
      },
      compare: "Compara los números de las dos rondas. ¿Qué dígitos se reconstruyen como otro, y en qué partes son borrosos?",
    },
    weighed: {
      predict: "Los grises están entre 0 y 1, así que σ = 1 penaliza muy poco los errores. Con σ = 0.3, un error cuadrático cuenta once veces más respecto a la KL. " +
        "Con σ = 1 la KL llegó a un valor de 2 a 3 nats: dibújala para σ = 0.3.",
      compare: "¿Dónde se separan las dos curvas? Mira las reconstrucciones: ¿qué detalles muestran, y dónde siguen borrosas?",
    },
  },
  explain: {
    question: "Las tres ejecuciones difieren en σ. ¿Por qué son borrosas las reconstrucciones si σ es grande, y menos si es pequeña?",
    terms: {
      reconstruction: "Para cada código, el decodificador da una sola salida. La salida con menor pérdida es la media de todas las imágenes que comparten ese código. " +
        "Con σ = 19.8 era la media de todos los dígitos. La entropía cruzada tiene la misma salida óptima, así que también da imágenes borrosas.",
      kl: "Un código que comparten menos imágenes cuesta más nats. Con σ = 1 solo compensaron de 2 a 3 nats; con σ = 0.3, unos 25. Las medias de menos imágenes son más nítidas. " +
        "La KL sube primero demasiado; después, el codificador renuncia a los nats que no compensan.",
      total: "Multiplicada por σ², la pérdida es la mitad del error cuadrático más σ² veces la KL, salvo una constante: σ² actúa como una β. Promediar sobre 784 píxeles equivale a σ² = 392 en lugar de 1, " +
        "y ninguna línea de un programa así muestra esta β.",
    },
    so: "Si un código lleva poca información, la salida óptima es borrosa, y aquí σ determina cuánta lleva. Si no conoces σ, deja que se aprenda (verosimilitud «σ aprendida»). Desde 1 baja a medida que el decodificador mejora. " +
      "Los errores cuadráticos de ejecuciones con distinta σ no se pueden comparar. Sí se pueden las log-verosimilitudes negativas con su constante de normalización, como las de esta página. " +
      "Que las reconstrucciones sean nítidas no garantiza buenas muestras: mira la lección sobre los huecos.",
  },
  repair: {
    task: "Este VAE tiene σ = 1, que no se puede cambiar durante el entrenamiento. Haz más nítidas sus reconstrucciones a pesar de ello, pero limita la KL.",
    done: "Con σ = 0.3, σ² es 0.09. ¿Qué relación hay entre tu β y este número, y por qué? ¿Qué ocurre con β = 0?",
  },
};
