import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  traverse: {
    row: (k) => `Dimensión ${k}`,
    rows: (first, last, all) => `filas ${first} a ${last} de ${all}`,
    sorted: (step) => `Primero, las filas con mayor cambio en el paso ${step}.`,
    unsorted: "Primero irán las filas con mayor cambio.",
    sortTitle: "Ordenar otra vez con los pesos actuales",
    changeOf: (k, share) => `Mover z${k} de −3 a 3 cambia un píxel en ${share} de media`,
    previous: "Dimensiones anteriores",
    next: "Dimensiones siguientes",
    about: "En cada fila cambia una dimensión latente.",
    kl: "KL",
    klTitle: "La KL media de esta dimensión, en nats. Si es cercana a 0, la dimensión casi no lleva información sobre la imagen, y el decodificador suele ignorarla.",
    measure: "Medir KL",
    measureTitle: "Medir la KL de cada dimensión en 1,000 imágenes de prueba",
    klAt: (step) => `KL en nats, medida en el paso ${step}`,
    klOf: (k, value) => `KL de z${k}: ${value} nats`,
  },
  between: {
    from: "De",
    to: "A",
    line: "Línea recta",
    sphere: "Por la esfera",
    at: (share) => `${share} del camino`,
    norms: "Longitud de z en ambos caminos",
    middle: (line, sphere) => `A mitad de camino, |z| es ${line} en línea recta y ${sphere} por la esfera.`,
    prior: (d, length) => `Las muestras del prior en ${d} dimensiones tienen una longitud cuadrática media de ${length}.`,
    source: "Shoemake 1985; White 2016.",
  },
  arithmetic: {
    image: "Imagen de prueba",
    minus: "menos la media de la clase",
    plus: "más la media de la clase",
    row: "Aritmética",
    at: (t) => `t = ${t}`,
    formula: (minus, plus) => `z = código de la imagen + t · (código medio de ${plus} − código medio de ${minus})`,
    means: "Las medias son de las primeras 1,000 imágenes de prueba.",
    conditional: (k) => `El decodificador está condicionado a la clase ${k}, así que z no necesita codificar la clase. ¿Cambia la imagen?`,
    source: "Larsen et al. 2016, §4.2; White 2016",
  },
};
