import { beforeEach, expect, it, vi } from "vitest";
import { step } from "../../../core/run/ids";
import { createAppStore } from "../../state/createAppStore";
import type { PageParts } from "../../state/pageParts";
import { recordMoment } from "./record";
import type { Moment } from "./talk";

beforeEach(() => {
  vi.stubGlobal("document", { querySelector: () => null });
  return () => vi.unstubAllGlobals();
});

const momentAt = (at: number | null, link = "preset=first-vae"): Moment => ({ title: "", link, step: at, panel: null, zoom: false, lit: null, note: "", recording: null, picture: null });

/** Returns a page whose run begins at step `begin`. */
function pageFrom(begin = 0) {
  const store = createAppStore();
  const train = vi.fn(async ({ steps }: { steps: number }) => store.setState(({ step: at }) => ({ step: step(at + steps) })));
  const openAt = async ({ step: at }: { step: number | null }) => store.setState({ step: step(Math.max(begin, at ?? 0)) });
  return { store, train, page: { store, train, openAt, frames: { latest: () => null } } as unknown as PageParts }; // all that a recording uses
}

it.each([[null, 0, [0]], [0, 0, [0]], [1, 0, [1]], [300, 0, [100, 200, 300]], [4300, 4000, [4100, 4200, 4300]], [4000, 4000, [4000]], [10, 4000, [4000]]])(
  "a moment at step %s of a run that begins at step %i is recorded at steps %j", async (at, begin, steps) => {
    const frames = await recordMoment(momentAt(at, begin > 0 ? `preset=deep-convolutional@1&begin=${begin}` : undefined), pageFrom(begin).page, () => undefined, () => false);
    expect(frames.map((frame) => frame.step)).toEqual(steps);
  },
);

it("nothing is trained if the recording was ended while a frame was made", async () => {
  const { page, train, store } = pageFrom();
  store.setState({ present: true });
  vi.stubGlobal("document", { querySelector: () => { store.setState({ present: false }); return null; } });
  await expect(recordMoment(momentAt(300), page, () => undefined, () => !store.getState().present)).rejects.toThrow();
  expect(train).not.toHaveBeenCalled();
});
