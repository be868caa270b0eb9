import type { Translation } from "../../../core/translation";
import type { checkpoint as en } from "../en/checkpoint";

export const checkpoint: Translation<typeof en> = {
  menu: "Guardar y cargar",
  save: "Guardar ejecución",
  saveTitle: "Descargar los pesos, el estado del optimizador y los ajustes en un archivo, para continuar después",
  load: "Cargar ejecución",
  loadTitle: "Abrir una ejecución guardada en su paso, o el experimento de una ficha de ejecución (JSON) en el paso 0",
  notSaved: "Esta ejecución no se puede guardar, porque sus pesos ya no son números finitos. Reiníciala para entrenar de nuevo.",
  notSavedFor: (key) => `Esta ejecución no se guardó: un archivo no admite su valor de «${key}». La ejecución no ha cambiado. Copia su enlace para conservar el experimento.`,
  notLoaded: (why) => `El archivo no se abrió. ${why}`,
  reasons: {
    "unreadable": () => "El navegador no pudo leerlo.",
    "too-large": () => "Ocupa más de 64 MB, el límite para las ejecuciones de esta página.",
    "not-safetensors": () => "No es un archivo safetensors, o su principio falta o está dañado.",
    "not-ours": () => "Contiene pesos, pero no lo guardó esta página.",
    "version": () => "Lo guardó una versión más nueva de esta página. Recarga la página e inténtalo de nuevo.",
    "unknown-model": (model) => `Es del modelo «${model}», que esta página no tiene.`,
    "settings": (key) => `Su valor de «${key}» falta o no está permitido.`,
    "tensors": (name) => `Es de otro modelo o tamaño de red: «${name}» falta o sobra.`,
    "shape": (name) => `Es de otro modelo o tamaño de red: «${name}» tiene otra forma.`,
    "dtype": (name) => `Sus números deben ser de coma flotante de 32 bits (F32); los de «${name}» no lo son.`,
    "offsets": () => "Está cortado, o sus partes no suman su longitud.",
    "not-finite": (name) => `Su «${name}» contiene valores que no son números finitos.`,
    "damaged": () => "Su suma de comprobación no coincide: se cambió o dañó después de guardarlo.",
    "not-card": () => "Empieza como JSON, pero no es una ficha de ejecución de esta página.",
  },
};
