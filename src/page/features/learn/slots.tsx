import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { exerciseTexts, learnTexts } from "./texts";

export const slots: Slots = {
  lesson: later(async () => (await import("./lessons/Lessons")).Lessons, { texts: learnTexts }),
  exercise: later(async () => (await import("./exercises/OpenExercise")).OpenExercise, { texts: exerciseTexts, large: true }),
  study: later(async () => (await import("./studies/Studies")).OpenStudy, { texts: learnTexts }),
};
