import type { Translation } from "../../../core/translation";
import type { comparison as en } from "../en/comparison";

export const comparison: Translation<typeof en> = {
  open: "Comparar dos…",
  about: "Entrenar una segunda ejecución junto a esta, con una sola diferencia",
  title: "Dos ejecuciones",
  end: "Terminar",
  cancel: "Cancelar",
  referenceProgram: "Programa de referencia",
  run: (run, name) => `${run}: ${name}`,
  broken: "divergió: la pérdida no es finita",
  curve: "A continua, B discontinua",
  otherDefinition: (losses: string) => `Con otra definición en B: ${losses}.`,
};
