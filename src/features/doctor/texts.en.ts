/** The doctor's panel, and the illnesses' own texts. */
import { byFolder } from "../../core/folders";
import type { IllnessTexts } from "../../doctor/texts";
import { en as readings } from "../../i18n/readings.en";

export const en = {
  open: "Examine",
  alarm: "Something may be wrong",
  /** Announced once. */
  announced: (name: string) => `Something may be wrong: ${name}. The button “Something may be wrong” says more.`,
  title: "Is something wrong with this run?",
  intro: "Losses are looked at as the run trains. What more it takes is measured when you ask for it; training may go on.",
  examine: "Examine this run",
  again: "Examine it again",
  examining: "Measuring…",
  cancel: "Cancel",
  failed: (reason: string) => `Nothing was measured: ${reason}`,
  at: (step: string) => `Step ${step}`,
  nothing: "Nothing was found.",
  none: "No rule says anything of a run of this kind.",
  guess: "What do you think?",
  skip: "I do not know",
  youSaid: (answer: string) => `You said: ${answer}`,
  happened: "What happens in such a run",
  measured: "What was measured",
  value: "measured",
  bound: { "at most": (value: string) => `speaks for it at ${value} or less`, "at least": (value: string) => `speaks for it at ${value} or more` },
  remedies: "What may help",
  here: "Fork from this step",
  hereTitle: "A run that goes on from this step with the other value; the present one is kept for Undo",
  start: "Compare from step 0",
  startTitle: "Both runs begin again, side by side; only this differs",
  suspected: "The losses speak for it; to be sure, more must be measured.",
  well: "Not found",
  unknown: "There is no telling",
  why: {
    early: (step: string) => `before step ${step} a run that is well may look the same`,
    unmeasured: "not measured yet",
    unclear: (name: string, value: string) => `${name}: ${value}, too few to say`,
  },
  pair: (name: string, value: string) => `${name}: ${value}`,
  readings,
  illnesses: byFolder(import.meta.glob<IllnessTexts>("../../doctor/*/texts.en.ts", { eager: true, import: "en" })),
};
