import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Colapso de modos",
  about: "Los datos tienen varios modos. ¿Los cubren las muestras, y lo mostraría alguna pérdida?",
  rounds: {
    hasty: {
      predict: "Los datos son ocho gaussianas pequeñas en círculo, todas igual de probables. El generador G tiene cinco veces la tasa de aprendizaje del discriminador D. " +
        "En el paso 1000, ¿cuántas de las ocho reciben muestras?",
      options: {
        few: "Una o dos",
        half: "De tres a seis",
        all: "Siete o las ocho",
      },
      compare: "Arrastra despacio el control del eje de pasos del gráfico de pérdidas, del paso 500 al 1000. ¿Dónde están las muestras en cada paso, y qué valor da allí el discriminador aprendido?",
    },
    even: {
      predict: "Ahora las dos redes tienen la misma tasa de aprendizaje, y en el paso 1000 las ocho gaussianas reciben muestras. " +
        "En la ejecución anterior, la pérdida de D se estabilizó cerca de 1.39 nats. ¿Dónde estará ahora?",
      options: {
        lower: "Claramente más baja, por debajo de 1.1",
        same: "Más o menos igual",
        higher: "Claramente más alta, por encima de 1.6",
      },
      compare: "Compara los números de las dos rondas. ¿Cuáles distinguen ocho gaussianas de una sola, y cuáles no?",
    },
  },
  explain: {
    question: "La pérdida de D era casi la misma con una gaussiana que con ocho. ¿Cómo es posible, y qué atrae todas las muestras a un mismo lugar?",
    terms: {
      "discriminator-total": "Un discriminador que da ½ en todas partes tiene una pérdida de 1.39; el recíproco es falso. Con tasas iguales, las muestras están donde están los datos, y el mejor D da cerca de ½. " +
        "Si G es más rápido, D llega tarde: cuando ha aprendido a rechazar las muestras en un lugar, ya están en otro. Dos causas distintas llevan casi al mismo número.",
      generator: "La pérdida de G es una media sobre muestras, que D juzga una por una. Ninguna parte de ella pide que dos muestras difieran. Si un lugar engaña a D mejor que los demás, todo el ruido se lleva allí. " +
        "Cuando D lo rechaza, todas las muestras se van juntas a otro.",
    },
    so: "Estas pérdidas no cuentan modos. Mira muchas muestras a la vez, cuenta los modos, y haz que D pueda seguir el ritmo desde el principio. " +
      "D también puede ver varias muestras juntas (Salimans et al. 2016), o G puede mirar unos pasos adelante (Metz et al. 2017).",
  },
  repair: {
    task: "G vuelve a tener cinco veces la tasa de aprendizaje de D. En el paso 1000 las muestras vagan juntas por el anillo. Haz que vuelvan a las gaussianas.",
    done: "Las muestras cubren otra vez el anillo. Sigue entrenando con razones D : G menores. ¿Con qué razón lo abandonan las muestras, y muestra la pérdida de D cuándo ocurre?",
  },
};
