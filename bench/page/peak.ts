/** The processor's peak, each time anew. */
import { answer } from "./answer";
import { peakLoops } from "./peakLoop";

const measure = peakLoops();

answer(() => Promise.resolve(measure()));
