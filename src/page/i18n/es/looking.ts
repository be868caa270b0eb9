import type { Translation } from "../../../core/translation";
import type { looking as en } from "../en/looking";

export const looking: Translation<typeof en> = {
  plane: {
    name: "Plano",
    dimensions: "dos dimensiones",
    strongest: "mayores cambios",
    strongestAbout: "Las dos direcciones u₁ y u₂ en las que más cambian las imágenes, estimadas moviendo z y comparando las imágenes",
    changes: (share) => `u₁, u₂: ${share} del cambio`,
    looking: "Comparando imágenes…",
    components: "componentes principales",
    three: "por tres códigos",
    componentsAbout: "Las dos direcciones en las que más varían los códigos de las imágenes de prueba",
    threeAbout: "El plano que contiene los códigos de A, B y C",
    reading: "Leyendo los códigos…",
    shares: (first, second) => `PC1 ${first}, PC2 ${second}`,
    sharesTitle: (images) => `Parte de la varianza de ${images} códigos en cada dirección`,
    asOf: (step) => `del paso ${step}`,
    update: "Actualizar",
    updateTitle: "Buscar de nuevo el plano con los pesos actuales",
    slotImage: (letter) => `${letter}: imagen de prueba`,
    slotHeld: (letter) => `${letter}: tomar la posición actual`,
    slotNoise: (letter) => `${letter}: otro código aleatorio`,
    equal: "Dos de los tres códigos son iguales, así que no definen un plano. Elige otro código para uno de ellos.",
    collinear: "Los tres códigos están en una recta, así que no definen un plano. Elige otro código para uno de ellos.",
    left: "z ha salido del plano de A, B y C. Pulsa Actualizar para volver.",
  },
  place: {
    image: "imagen de prueba",
    noise: "código aleatorio",
    held: "posición actual",
    number: (name) => `${name}: número de la imagen de prueba`,
    kind: (name) => `${name}: origen del código`,
    another: "Otro",
    takeAgain: "Tomar otra vez",
  },
};
