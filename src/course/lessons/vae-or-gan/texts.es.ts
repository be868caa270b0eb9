import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "VAE o GAN",
  about: "¿Cuál de los dos es mejor? En puntos cuya densidad se conoce, esto se puede medir de más de una manera.",
  rounds: {
    gan: {
      predict: "Los datos son puntos de ocho gaussianas pequeñas en círculo. Una GAN aprende a generar puntos así a partir de ruido de N(0, I). ¿Dónde estarán sus muestras tras 2000 pasos?",
      options: {
        sharp: "En las gaussianas, y casi ninguna entre ellas",
        misses: "En algunas de las gaussianas; otras se quedan sin muestras",
        between: "En las gaussianas, y muchas entre ellas",
      },
      compare: "Mira las densidades de los datos y de las muestras. ¿Qué tienen en común, y qué parte de la densidad de los datos falta?",
    },
    vae: {
      predict: "Ahora entrenamos durante 4000 pasos un VAE con redes de la misma anchura. Su pérdida acota la log-verosimilitud negativa de cada dato; la GAN solo tenía que engañar a un discriminador. " +
        "¿Cómo serán las muestras del VAE en comparación con las de la GAN?",
      options: {
        worse: "Hay más entre las gaussianas, y KL(p_data‖p_model) también es claramente mayor",
        better: "Hay menos entre las gaussianas",
        split: "Hay muchas más entre ellas y, sin embargo, la KL no es mayor",
      },
      compare: "Compara los números con los de la GAN, en la ronda 1. ¿Según cuáles es peor el VAE, según cuáles no, y dónde se ve en las densidades?",
    },
    cheaper: {
      predict: "En el paso 4000 β pasa de 1 a 0.3, y la pérdida bajará más de tres nats. ¿Qué les ocurre a las muestras hasta el paso 5000?",
      options: {
        nearer: "Se acercan a los datos, porque la pérdida es mucho menor",
        same: "Siguen más o menos igual de cerca",
        farther: "Se alejan de los datos",
      },
      compare: "Compara los números con los de la ronda 2. ¿Cuáles subieron, y cuáles bajaron?",
    },
  },
  explain: {
    question: "Según un número, la GAN es mucho mejor que el VAE; según otro, no lo es en absoluto. ¿Cómo es posible, y cuál de los dos tiene razón?",
    terms: {
      reconstruction: "Aquí cuenta cada dato: donde la densidad del modelo es casi 0, −log p(x) es grande. Por eso el VAE cubre todos los datos, y tener muestras en otros lugares le cuesta poco. " +
        "KL(p_data‖p_model) tiene la misma preferencia: pregunta si el modelo podría haber generado los datos.",
      kl: "Este término mantiene juntos los códigos, y el decodificador es continuo. Así que entre los códigos de dos gaussianas hay otros que se decodifican fuera de ambas. " +
        "En nuestras ejecuciones, cerca del 30\u00a0% de las muestras son puntos así.",
      total: "Para toda β ≥ 1 el total es una cota superior de −log p(x), la más ajustada con β = 1. Para β < 1 no tiene por qué serlo. Con β = 0.3 bajó más de tres nats mientras las muestras se alejaban de los datos. " +
        "Las pérdidas de una GAN no son una cota así. Su discriminador rechaza las muestras entre las gaussianas, pero los datos que G nunca genera apenas cuentan en la pérdida de G. " +
        "En nuestras ejecuciones, las muestras no cubren cada gaussiana en toda su anchura, y la KL cuenta lo que falta.",
    },
    so: "Decide primero, por tanto, para qué quieres el modelo. La compresión sin pérdida por codificación entrópica necesita una verosimilitud, y la detección de anomalías la usa a menudo. Para generar imágenes hacen falta buenas muestras. " +
      "La densidad de los dígitos no se conoce: digit-FID mide juntas la calidad y la variedad, en las características de un clasificador. " +
      "Los modelos mayores necesitan días de entrenamiento. Las fuentes de abajo describen GAN que crecen con sus imágenes, GAN de mil clases y modelos de difusión. La difusión se suele entrenar con una ELBO reponderada.",
  },
  repair: {
    task: "Tras 1000 pasos con β = 0.3 la pérdida es baja, pero muchas muestras no están cerca de ninguna gaussiana. Haz que las muestras vuelvan a los datos.",
    done: "La pérdida subió mientras las muestras mejoraban. ¿De qué números de esta página te habrías fiado?",
  },
};
