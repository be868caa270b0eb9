import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "El ELBO, término a término",
  about: "El entrenamiento minimiza una suma de dos términos. ¿Qué hace cada uno?",
  rounds: {
    kl: {
      predict: "El entrenamiento minimiza la suma del error de reconstrucción y la KL, que es el coste del código en nats. " +
        "En el paso 0 el código casi no lleva información sobre la imagen. Dibuja la KL en los 400 primeros pasos.",
      compare: "¿Dónde coinciden las dos curvas, y dónde se separan? Mira los 20 primeros pasos, y el nivel en que se estabiliza la KL.",
    },
    free: {
      predict: "En el paso 400 β pasa de 1 a 0: la KL se sigue midiendo, pero ya no cuenta en la pérdida. " +
        "¿Cuánto valdrá la KL en el paso 800?",
      options: {
        falls: "Baja hacia 0: nada la empuja hacia arriba",
        stays: "Se queda más o menos igual",
        grows: "Crece al menos en la mitad de su valor",
      },
      compare: "Una línea vertical en el gráfico de pérdidas marca el cambio de β. ¿Cuánto cambió después la KL, y cuánto la reconstrucción?",
    },
  },
  explain: {
    question: "La KL es uno de los dos términos que el entrenamiento minimiza. Sin embargo, el entrenamiento la hizo subir desde 0 y la mantuvo en unos 5 nats. ¿Por qué?",
    terms: {
      reconstruction: "Un código que distingue las imágenes permite al decodificador reconstruirlas. En los primeros pasos, un nat de KL ahorra muchos nats de reconstrucción, así que la KL sube deprisa.",
      kl: "La KL es el precio del código: con β = 1, cada nat debe ahorrar al menos un nat de reconstrucción. " +
        "El codificador primero gasta demasiado y después renuncia a lo que sobra. La KL se estabiliza donde un nat más ahorraría justo un nat.",
      total: "El entrenamiento solo minimiza la suma ponderada. Con β = 0 el código no cuesta nada: aquí la KL creció hasta más del doble, a cambio de unos pocos nats de reconstrucción. " +
        "Los códigos se alejaron de N(0, I), de donde se extraen las muestras.",
    },
    so: "Un término del ELBO no es una meta que haya que llevar a 0. Con una KL de 0, el código no lleva información: de eso trata la lección siguiente.",
  },
  repair: {
    task: "Tras 400 pasos con β = 0, los códigos están lejos del prior. Haz que la KL vuelva a ser pequeña, y mantén la reconstrucción casi igual de buena.",
    done: "Cuando el código tiene un precio, se pueden cumplir las dos condiciones. Prueba otros valores de β: al crecer β, ¿qué término baja, y cuál sube?",
  },
};
