import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Completar con CGAN",
  about: "Esta GAN condicional recibe parte de un dígito y ruido, y dibuja el resto. " +
    "Un discriminador ve la imagen entera, y un término L1 la acerca a la verdadera.",
  question: "¿Cambian los completados con otro ruido?",
  objectives: {
    "completing-generator": "El generador aprende a generar completados que se clasifiquen como reales y se acerquen a la imagen verdadera",
  },
  terms: {
    "l1": {
      name: "distancia L1",
      about: "La distancia L1 entre completado e imagen verdadera: la suma de las diferencias absolutas en todos los píxeles.",
    },
    "completing-generator-total": {
      name: "generador, total",
      about: "Baja cuando los completados se consideran reales y se acercan a la imagen verdadera.",
    },
  },
  symbols: {
    "completion": { name: "G de c y z", about: "El generador: completa la parte dada c. El ruido z permite completados distintos." },
    "discriminator-of-c-x": {
      name: "D de c y x",
      about: "El discriminador: su probabilidad de que x sea una imagen real, dada la parte c.",
    },
  },
  presets: {
    "half-a-digit-by-gan": {
      title: "¿Usa el ruido?",
      about: "Un generador recibe medio dígito y ruido, y dibuja el resto; un discriminador ve la imagen entera junto a la mitad dada. " +
        "El término con λ acerca cada completado a la única imagen verdadera.",
      question: "Cambia z: ¿cambian los completados? Luego sube λ y mira otra vez: ¿influye aún el ruido?",
    },
  },
};
