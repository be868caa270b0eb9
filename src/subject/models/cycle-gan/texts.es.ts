import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "CycleGAN",
  about: "Dos generadores aprenden a traducir dígitos gruesos a finos y al revés, o inclinados a rectos, sin pares de imágenes. " +
    "Cada generador tiene que engañar al discriminador de su dominio de llegada, y cada uno tiene que deshacer la traducción del otro.",
  question: "¿Cuándo convierte la traducción un dígito en otro, y podrían notarlo los dos discriminadores?",
  hyperparameters: {
    domain: { name: "dominio A", about: "Las imágenes del dominio A: dígitos engrosados, o inclinados a la derecha. El dominio B tiene los dígitos como se escribieron." },
    cycle: { name: "peso del ciclo", about: "El peso λ del término de ciclo, por el que cada generador deshace la traducción del otro. Con 0 el término no se usa." },
  },
  options: {
    thick: "gruesas",
    slanted: "inclinadas",
  },
  objectives: {
    "discriminators-of-domains": "Cada discriminador aprende a distinguir imágenes de su dominio de las traducidas",
    "generators-of-cycle": "Los generadores aprenden a hacer imágenes que se clasifiquen como del otro dominio, y a deshacer la traducción del otro",
  },
  terms: {
    "real-of-domains": {
      name: "imágenes reales",
      about: "El cuadrado de la diferencia entre las salidas de ambos discriminadores y 1, en imágenes de su dominio: 0.25 cada uno si dan ½.",
    },
    "made-for-domains": {
      name: "imágenes traducidas",
      about: "El cuadrado de las salidas de ambos discriminadores en imágenes traducidas: 0.25 cada uno si dan ½.",
    },
    "discriminators-of-domains-total": { name: "discriminadores", about: "La pérdida de ambos discriminadores: 0 si están seguros y aciertan, y 1 si dan ½." },
    "taken-for-domains": { name: "adversario", about: "La pérdida adversaria de los generadores. Baja cuando las salidas de los discriminadores en imágenes traducidas se acercan a 1." },
    "way-back": {
      name: "ciclo",
      about: "La media de la diferencia absoluta entre una imagen y ella misma tras ambos generadores, para A más para B. Sus píxeles van de −1 a 1, como en el artículo.",
    },
    "generators-of-cycle-total": { name: "generadores, total", about: "Baja cuando las imágenes traducidas se consideran reales y cada generador deshace la traducción del otro." },
  },
  symbols: {
    "image-of-a": { name: "a", about: "Una imagen de A, engrosada o inclinada: la mitad del lote." },
    "image-of-b": { name: "b", about: "Una imagen de B, como la escribió una persona. Es de la otra mitad del lote, así que ninguna a se obtiene de ella." },
    "generator-to-b": { name: "G de a y z", about: "Un generador: traduce una imagen de A al dominio B; z es ruido que puede usar." },
    "generator-to-a": { name: "F de b", about: "El otro generador: traduce una imagen de B al dominio A." },
    "discriminators-of-domains": { name: "D A y D B", about: "Los discriminadores de A y B, entrenados para dar 1 en imágenes de su dominio y 0 en las traducidas." },
    "mean-of-pixels": { name: "media de diferencias", about: "La media de las diferencias absolutas de los píxeles de dos imágenes." },
  },
  presets: {
    "thick-to-thin": {
      title: "De grueso a fino, sin pares",
      about: "El generador recibe dígitos engrosados, y en cada paso otros dígitos muestran cómo son los trazos finos. " +
        "Aprende a afinarlos, y más de ocho de cada diez siguen siendo el mismo dígito. La razón es un segundo generador que debe recuperar el grueso.",
      question: "Entrena otra vez con imágenes de A inclinadas. ¿Qué pasa con un 1 y con un 4, y qué dígitos se convierten en otro?",
    },
    "no-way-back": {
      title: "Sin el término de ciclo",
      about: "Con λ = 0 una imagen solo tiene que clasificarse como real, y nada la une a la imagen dada. " +
        "Tras 600 pasos, los trazos se han deshecho en motas.",
      question: "Pon λ a 10, pulsa «A cero» y entrena otra vez. ¿Qué mantiene ahora reconocibles los dígitos, y cuánto vale el término de ciclo en cada ejecución?",
    },
  },
};
