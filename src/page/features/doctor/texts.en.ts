/** The doctor's panel, and the failure modes' own texts. */
import { byFolder } from "../../../core/folders";
import type { FailureModeTexts } from "../../../course/doctor/texts";
import { en as readings } from "../../i18n/readings.en";

export const en = {
  open: "Examine",
  alarm: "Something may be wrong",
  /** Announced once. */
  announced: (name: string) => `Something may be wrong: ${name}. Press “Something may be wrong” for details.`,
  title: "Is something wrong with this run?",
  intro: "Losses are checked during training. Further measurements run when you ask; training can continue.",
  examine: "Examine this run",
  again: "Examine it again",
  examining: "Measuring…",
  cancel: "Cancel",
  failed: (reason: string) => `The measurement failed; the run is unchanged. ${reason}`,
  at: (step: string) => `Step ${step}`,
  nothing: "No failure mode was found.",
  /** Instead of `nothing`, if no check is about samples. */
  nothingInLosses: "The losses do not diverge. The samples of this run cannot be checked.",
  nothingWithoutSamples: "The losses do not diverge. More cannot be checked, as this program saves no samples.",
  inconclusive: "The examination is inconclusive. The reasons are below.",
  none: "No checks exist for this kind of run.",
  guess: "What do you think?",
  skip: "I do not know",
  youSaid: (answer: string) => `You said: ${answer}`,
  happened: "Explanation",
  measured: "Evidence",
  value: "measured",
  bound: { "at most": (value: string) => `counts as evidence at ${value} or less`, "at least": (value: string) => `counts as evidence at ${value} or more` },
  fixes: "Possible fixes",
  here: "Fork from this step",
  hereTitle: "A new run continues from this step with the other value. Undo brings the current run back.",
  start: "Compare from step 0",
  startTitle: "Both runs start again side by side and differ only in this setting.",
  changed: "Changed from the preset: try the way back first",
  wayBack: "Change back and fork",
  early: (step: string) => `This run can be judged from step ${step} on.`,
  trainTo: (step: string) => `Train to step ${step}`,
  suspected: "The losses are evidence for it. Examine the run to be sure.",
  well: "Not found",
  unknown: "Inconclusive",
  why: {
    early: (step: string) => `before step ${step} a healthy run can look the same`,
    unmeasured: "not measured at this step",
    unclear: {
      "at least": (name: string, value: string) => `${name}: ${value}, too low for a verdict`,
      "at most": (name: string, value: string) => `${name}: ${value}, too high for a verdict`,
    },
    offScale: (name: string, value: string) => `${name}: ${value}, so it allows no verdict`,
  },
  pair: (name: string, value: string) => `${name}: ${value}`,
  readings,
  failureModes: byFolder(import.meta.glob<FailureModeTexts>("../../../course/doctor/*/texts.en.ts", { eager: true, import: "en" })),
};
