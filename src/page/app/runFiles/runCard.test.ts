import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { millis, step } from "../../../core/run/ids";
import { runCard } from "../../state/runCard";
import { createAppStore } from "../../state/createAppStore";
import { createSeries } from "../../state/series";
import { runCardOf } from "./runCard";

const browser = { browser: "Chrome 150", system: "Linux", cores: 8, crossOriginIsolated: true };

describe("the card of a run", () => {
  it("conforms to its schema, has measurements with their floors, and null for numbers that are not finite", () => {
    const store = createAppStore({});
    store.setState({
      step: step(70), msPerStep: millis(4.5), lastLosses: { reconstruction: 100.5, kl: NaN },
      heldOut: [{ step: step(64), images: 1000, values: { total: 120.25 } }],
      afterEpochs: [{ id: "digit-fid", step: step(50), result: { samples: 100, distance: 40, floor: 3 } }],
      measured: [{ id: "digit-fid", step: step(64), result: { samples: 10_000, distance: 30, floor: 2, judge: { classes: [3, 7], testAccuracy: 0.9, testImages: 400 } } }],
    });
    const card = runCardOf(store.getState(), createSeries().record(), "https://example.org/#model=vae", browser, new Date("2026-01-31T12:00:00Z"));
    expect(v.parse(runCard, JSON.parse(JSON.stringify(card)))).toEqual(card);
    expect(card).toMatchObject({ date: "2026-01-31", losses: { reconstruction: 100.5, kl: null }, heldOut: { step: 64, images: 1000 }, machine: { msPerStep: 4.5, browser: "Chrome 150" } });
    expect(card.measurements).toEqual([{ id: "digit-fid", step: 64, numbers: { samples: 10_000, distance: 30, floor: 2, "judge.testAccuracy": 0.9, "judge.testImages": 400 }, lists: {} }]);
    store.setState({ measured: [{ id: "class-histogram", step: step(70), result: { samples: 10, counts: [1, 9], entropy: 0.3, covered: 2, variety: 1, clear: 1, verdict: { kind: "covered", missing: [], over: [] } } }] });
    expect(runCardOf(store.getState(), createSeries().record(), "https://example.org/", browser, new Date()).measurements.at(-1)).toMatchObject({ lists: { counts: [1, 9] } });
    expect(card.data.files.reduce((sum, { images }) => sum + images, 0)).toBe(70_000);
  });
});
