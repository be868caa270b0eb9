/** A worker that measures the processor's peak at each request. */
import { answer } from "./answer";
import { peakLoops } from "./peakLoop";

const measure = peakLoops();

answer(() => Promise.resolve(measure()));
