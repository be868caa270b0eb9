/**
 * The panels that display a run, in each room. They come with KaTeX and uPlot, in three scripts: the first view of a first visit, a trained map, does without
 * the formula and the chart, so a slow phone reaches it earlier and in shorter tasks.
 */
import { later } from "../kit/later";

export const RunPanels = later(async () => (await import("./rooms")).Room, { firstTexts: true });
