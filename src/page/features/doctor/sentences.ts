/** The sentences of a diagnosis. Pure functions. */
import { alarms, isConclusive, type Verdict } from "../../../course/doctor/failureMode";
import type { FailureModeId } from "../../../course/doctor/ids";
import { failureModes, judgesSamples } from "../../../course/doctor/registry";
import { isOffScale } from "../../../subject/measurements/readings";
import { countText } from "../../ui/numbers";
import { readingText } from "../../ui/readingText";
import type { Report } from "./examineRun";
import type { DoctorTexts } from "./texts";

/** Returns the result of an examination that found nothing; null if it found something. It speaks of samples only if some check did. */
export function conclusionOf({ examinations, subject }: Pick<Report, "examinations" | "subject">, texts: DoctorTexts): string | null {
  const verdicts = examinations.map(({ verdict }) => verdict);
  if (verdicts.some(alarms)) return null;
  if (!isConclusive(verdicts)) return texts.inconclusive;
  if (judgesSamples(subject)) return texts.nothing;
  return subject.model.drawsNothing ? texts.nothingWithoutSamples : texts.nothingInLosses;
}

/** Returns what a verdict without an alarm is based on: the readings that rule the failure mode out, or the reason why nothing does. */
export function groundsOf(id: FailureModeId, verdict: Verdict, texts: DoctorTexts): string {
  const { names } = texts.readings;
  if (verdict.kind !== "unknown") return verdict.evidence.map(({ what, measured }) => texts.pair(names[what], readingText(what, measured, texts.readings))).join("; ");
  switch (verdict.why) {
    case "early": return texts.why.early(countText(failureModes[id].from));
    case "unmeasured": return texts.why.unmeasured;
    case "unclear": return verdict.evidence
      .map(({ what, is, measured }) => (isOffScale(what, measured) ? texts.why.offScale : texts.why.unclear[is])(names[what], readingText(what, measured, texts.readings))).join("; ");
    default: return verdict satisfies never;
  }
}
