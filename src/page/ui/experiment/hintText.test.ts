import { expect, it } from "vitest";
import { step } from "../../../core/run/ids";
import { createAppStore } from "../../state/createAppStore";
import { en } from "../../i18n/en";
import { hintOf } from "./hintText";

const data = { trainImages: 15_000, trainImagesInAll: 60_000, testImages: 0, testImagesInAll: 10_000, bytes: 2_500_000, bytesInAll: 11_500_000 };
const says = (change: Partial<Parameters<typeof hintOf>[0]>) => hintOf({ ...createAppStore().getState(), ...change }, en.shell);

it("says what training waits for, how fast it comes, and when all of it will be here", () => {
  const waits = { phase: "training", waitingForData: true } as const;
  expect(says({ ...waits, data: { ...data, bytesPerSecond: 197_000 } })).toBe("Waiting: 15,000 of 60,000 images, 0.2\u00a0MB/s, about 50\u00a0s");
  expect(says({ ...waits, data })).toBe("Waiting: 15,000 of 60,000 images, 2.5\u00a0MB"); // before there is a rate
  expect(says({ ...waits, data: { ...data, bytes: 0, bytesPerSecond: 0 } })).toBe("Waiting: 15,000 of 60,000 images, 0.0\u00a0MB"); // nothing comes
});

it("says the same while a run opens or trains, until all images are here", () => {
  const arriving = { ...data, bytesPerSecond: 3_000_000 };
  for (const phase of ["opening", "training", "paused"] as const) expect(says({ phase, data: arriving })).toBe("15,000 of 60,000 images, 3.0\u00a0MB/s, about 5\u00a0s");
  expect(says({ phase: "training", step: step(3), data: { ...arriving, trainImages: 60_000 } })).toBe("");
});
