/**
 * The panels that display a run, in each room. They come with KaTeX and uPlot, in three scripts: the first view of a first visit, a trained map, does without
 * the formula and the chart, so a slow phone reaches it earlier and in shorter tasks. On a slow line the formula comes after the panels.
 */
import { lineIsSlow } from "../../../core/browser/slowLine";
import { fetchKatex } from "../equation/Tex";
import { later } from "../kit/later";

export const RunPanels = later(async () => {
  const [{ Room }] = await Promise.all([import("./rooms"), lineIsSlow() ? null : fetchKatex()]);
  return Room;
}, { firstTexts: true });
