/**
 * The frame of a chart's plots. It changes with almost every drawing, so it is in a store of its own: only what depends on it is rendered again, before
 * the browser paints the drawing.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlotFrame } from "./plot";

export type FrameStore = StoreApi<PlotFrame>;

/** Returns a store whose frame is empty until the first drawing. */
export const createFrameStore = (): FrameStore => createStore(() => ({ left: 0, width: 0, top: 0, bottom: 0, end: 0, last: 0 }));
