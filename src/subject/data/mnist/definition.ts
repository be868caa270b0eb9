import type { ImageDefinition } from "../../../core/data/data";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";

/** Handwritten digits: LeCun, Cortes & Burges, 60,000 to train on and 10,000 to test with. */
export const mnist = { id: "mnist", kind: "image", width: PIXELS, labels: CLASSES } as const satisfies ImageDefinition;
