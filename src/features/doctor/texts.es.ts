import { byFolder } from "../../core/folders";
import type { Translation } from "../../core/translation";
import type { FailureModeTexts } from "../../doctor/texts";
import { es as readings } from "../../i18n/readings.es";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  open: "Examinar",
  alarm: "Puede que algo vaya mal",
  announced: (name) => `Puede que algo vaya mal: ${name}. Pulsa «Puede que algo vaya mal» para ver los detalles.`,
  title: "¿Va algo mal en esta ejecución?",
  intro: "Las pérdidas se comprueban al entrenar. Otras mediciones se hacen cuando las pides; el entrenamiento puede continuar.",
  examine: "Examinar esta ejecución",
  again: "Examinarla otra vez",
  examining: "Midiendo…",
  cancel: "Cancelar",
  failed: (reason) => `La medición falló; la ejecución no ha cambiado. ${reason}`,
  at: (step) => `Paso ${step}`,
  nothing: "No se encontró ningún modo de fallo.",
  none: "No hay comprobaciones para este tipo de ejecución.",
  guess: "¿Qué opinas?",
  skip: "No lo sé",
  youSaid: (answer) => `Dijiste: ${answer}`,
  happened: "Explicación",
  measured: "Indicios",
  value: "medido",
  bound: { "at most": (value) => `cuenta como indicio si es ${value} o menos`, "at least": (value) => `cuenta como indicio si es ${value} o más` },
  fixes: "Posibles remedios",
  here: "Bifurcar desde este paso",
  hereTitle: "Una nueva ejecución continúa desde este paso con el otro valor. Deshacer recupera la actual.",
  start: "Comparar desde el paso 0",
  startTitle: "Ambas ejecuciones empiezan de nuevo una junto a otra y solo difieren en este ajuste.",
  changed: "Cambiado respecto al ejemplo: prueba primero a volver",
  wayBack: "Volver atrás y bifurcar",
  early: (step) => `Esta ejecución se puede juzgar a partir del paso ${step}.`,
  trainTo: (step) => `Entrenar hasta el paso ${step}`,
  suspected: "Las pérdidas lo indican. Examina la ejecución para confirmarlo.",
  well: "No encontrado",
  unknown: "No concluyente",
  why: {
    early: (step) => `antes del paso ${step} una ejecución sana puede verse igual`,
    unmeasured: "aún no medido",
    unclear: (name, value) => `${name}: ${value}, demasiado bajo para un veredicto`,
  },
  pair: (name, value) => `${name}: ${value}`,
  readings,
  failureModes: byFolder(import.meta.glob<FailureModeTexts>("../../doctor/*/texts.es.ts", { eager: true, import: "es" })),
};
