import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Sin conexión",
  button: { works: "Funciona sin conexión", keeping: "Guardando archivos…", other: "Sin conexión…", newer: "Versión nueva" },
  about: "Los archivos guardados en este dispositivo no necesitan conexión en la próxima visita. La página compara cada archivo con su hash publicado al guardarlo, y otra vez en cada visita.",
  keep: "Guardar en este dispositivo",
  parts: {
    page: "La página, con todos los modelos y motores",
    data: "MNIST: 60\u00a0000 imágenes de entrenamiento y 10\u00a0000 de prueba",
    trained: "Puntos de control preentrenados: pesos con los que pueden empezar algunos preajustes",
  },
  size: (megabytes) => `${megabytes} MB`,
  tally: (kept, files) => `${kept} de ${files} archivos`,
  phases: {
    waiting: "La página comprueba sus archivos cuando la ejecución está abierta.",
    unchecked: "No se pudieron comprobar los archivos. La página lo intenta otra vez cuando vuelve la conexión, y en la próxima visita.",
    keeping: (kept, files) => `Hay ${kept} de ${files} archivos guardados.`,
    kept: (files) => `Funciona sin conexión: están guardados los ${files} archivos.`,
    none: "No hay nada guardado: la página necesita conexión.",
    unreachable: (kept, files) => `Hay ${kept} de ${files} archivos guardados. Los demás no llegaron, o difieren de los publicados. La página lo intenta otra vez cuando vuelve la conexión, y en la próxima visita.`,
    full: (kept, files) => `Hay ${kept} de ${files} archivos guardados. El navegador no tiene sitio para más. Elige menos partes arriba, o libera espacio en este dispositivo.`,
  },
  withoutData: "Sin MNIST no se pueden entrenar sin conexión los modelos de imágenes. Los de puntos, sí.",
  again: "Intentar de nuevo",
  newer: "Una versión nueva está lista para la próxima visita. Tu ejecución continúa con esta versión.",
  room: (used, most) => `Este sitio usa ${used} MB de los ${most} MB que permite el navegador.`,
  install: "Para abrir la página como una aplicación, elige «Instalar» o «Añadir a la pantalla de inicio» en el menú del navegador.",
};
