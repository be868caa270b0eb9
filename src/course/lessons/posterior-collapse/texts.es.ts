import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Colapso de la posterior",
  about: "La KL tiene un peso de 40. ¿Qué le ocurre al código, y se recupera después?",
  rounds: {
    dear: {
      predict: "El entrenamiento minimiza reconstrucción + β · KL, aquí con β = 40. Con β = 1 la KL se estabiliza en unos 5 nats. " +
        "¿Dónde estará tras 400 pasos?",
      options: {
        nothing: "Cerca de 0",
        less: "Por debajo de 5 nats, pero claramente por encima de 0",
        more: "Más arriba: un término con más peso crece",
      },
      compare: "Arrastra por el mapa, y mira las muestras y las reconstrucciones. ¿Qué tienen en común todas estas imágenes? ¿Qué sabe aún el decodificador sobre los dígitos?",
    },
    back: {
      predict: "El codificador da ahora casi la misma distribución de códigos, N(0, I), para cada imagen, y el decodificador ignora el código. " +
        "En el paso 400 β pasa de 40 a 1. Dibuja la KL desde ahí hasta el paso 700.",
      compare: "¿Durante cuántos pasos sigue la KL cerca de 0, y cuándo sube más deprisa? ¿Qué aspecto tienen las reconstrucciones al final?",
    },
  },
  explain: {
    question: "Con β = 40 el codificador no envía información, aunque un código mejoraría las reconstrucciones. ¿Por qué nada en absoluto, y no solo menos?",
    terms: {
      reconstruction: "Sin código, la mejor salida para cualquier imagen es la media de todos los dígitos, que cuesta unos 208 nats. " +
        "Un primer nat de KL ahorraría aquí unos 20 de ellos: menos que los 40 que cuesta.",
      kl: "La KL es 0 solo si q(z|x) = N(0, I) para cada imagen. El decodificador aprende entonces a ignorar el código, y al codificador apenas le llega gradiente. " +
        "Por eso la recuperación empieza despacio, y se acelera a medida que el codificador y el decodificador aprenden uno del otro.",
      total: "Con β = 40 aquí no compensa ningún código, así que este colapso es un óptimo de la pérdida. En nuestras ejecuciones, el entrenamiento también volvió a él desde un modelo con código. " +
        "Con otros ajustes, un colapso puede ser un fallo de la optimización. Aquí acabó con él una β menor.",
    },
    so: "Compara lo que cuesta un nat de código con los nats que ahorra. También con β = 1 puede colapsar un código, si al decodificador le va bien sin él. " +
      "Un ejemplo es un decodificador que predice cada píxel a partir de los anteriores.",
  },
  repair: {
    task: "Tras 400 pasos con β = 30, el código tampoco lleva información. Baja β, pero no más de lo necesario, hasta que las dos dimensiones latentes sean unidades activas.",
    done: "Sigue entrenando con valores mayores de β: ¿con cuál deja de ser activa la segunda dimensión, y con cuál la primera?",
  },
};
