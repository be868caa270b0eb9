import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  code: {
    name: (address) => `Código QR de ${address}`,
    about: "Abre este experimento con estos ajustes, fuera del modo de clase. Q o Esc lo cierran.",
    tooLong: (bytes, most) =>
      `Este enlace tiene ${bytes} bytes. Un código que se pueda escanear desde la última fila admite ${most}. Quita dibujos y píxeles ocultos, que ocupan la mayor parte, o comparte el enlace con «Copiar enlace».`,
    file: "Esta página se abrió como archivo. Nadie más puede abrir su dirección, así que no hay código. Pasa el propio archivo.",
  },
  question: {
    name: "Pregunta al público",
    hands: (answer) => `Votos por «${answer}»`,
    counted: (answer, hands) => `${answer}: ${hands}`,
    keys: "1 – 4: sumar un voto; con Mayús, quitar uno. Av Pág: entrenar y ver. A: volver a los paneles.",
    keysOpen: "Av Pág: entrenar y ver. A: volver a los paneles.",
    write: "Cambiar la pregunta",
    reveal: "Entrenar y ver",
    tally: "Votos del público",
  },
  keys: {
    linkCode: "el enlace como código QR para el público",
    ask: "la pregunta al público",
    writeQuestion: "escribir la pregunta",
    hands: "sumar un voto por esa respuesta; con Mayús, quitar uno",
  },
  form: {
    text: "Pregunta",
    answers: "Respuestas (de dos a cuatro, o ninguna)",
    answer: (k) => `Respuesta ${k}`,
    about: "El enlace contiene la pregunta y sus respuestas. Los votos se cuentan solo en esta página y desaparecen al cerrarla.",
    ask: "Preguntar",
    remove: "Quitar la pregunta",
  },
};
