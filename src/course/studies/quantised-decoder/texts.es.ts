import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Bits por peso",
  about: "Los pesos del decodificador se redondean a 8, 6, 4 y 2 bits. ¿Cómo cambian su tamaño, sus muestras y la digit-FID de estas?",
  question: "Cada peso del decodificador es un número de 32 bits. Ahora se redondea a uno de 2ᵇ\u00a0−\u00a01 valores espaciados por igual, sin entrenar más. " +
    "De 8 bits a 6, 4 y 2: ¿cuándo empeora digit-FID por primera vez más de una décima parte?",
  options: { eight: "Con 8 bits", six: "Con 6 bits", four: "Con 4 bits", two: "No antes de 2 bits" },
  task: "Entrena la ejecución, o abre cualquier otra. La medición empieza cuando una ejecución queda en pausa.",
  runs: { vae: "Entrenar un VAE hasta el paso 400" },
  needs: "Esta ejecución no genera imágenes.",
  shows: [
    "Hasta 4 bits, digit-FID cambió menos del 5\u00a0% en nuestras ejecuciones. Los pesos ocupan entonces un octavo del espacio. Con 2 bits cada peso es −s, 0 o s, y digit-FID al menos se duplicó.",
    "Una unidad suma muchos productos, así que los errores de redondeo independientes se compensan en parte. Lo que queda es pequeño mientras los saltos entre valores son pequeños respecto a un peso típico. " +
      "Todos los pesos de una capa comparten una escala s, el tamaño del mayor. Por eso, con 2 bits, la mayoría de los demás pasan a 0.",
    "digit-FID depende de las características del clasificador de evaluación. Puede pasar por alto una diferencia que el ojo ve, y contar otra que el ojo no ve.",
  ],
  change: [
    "Entrena unas épocas más: ¿necesita más bits un decodificador mejor?",
    "Da al decodificador 16 unidades ocultas: ¿se compensan menos errores de redondeo?",
    "Prueba una GAN: ¿es más sensible su generador?",
  ],
};
