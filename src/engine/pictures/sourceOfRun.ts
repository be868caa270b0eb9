/** The inputs of a run's pictures: the model that is shown, the loaded test images, and the page's requests. */
import type { Dataset } from "../../subject/data/dataset";
import type { Functions, FrozenModelAtStep } from "../step/frozenModel";
import type { PictureSource } from "./pictureSource";
import { testReader } from "./testImages";

interface Parts extends Pick<PictureSource, "watch" | "position" | "seed" | "send"> {
  readonly shown: FrozenModelAtStep;
  /** Compiled functions, as soon as there are any. */
  functions(): Functions | undefined;
  readonly dataset: Dataset;
}

/** Returns the picture source of a run; its properties follow the run. */
export function sourceOfRun({ shown, functions, dataset, ...parts }: Parts): PictureSource {
  const takes = shown.model.given !== undefined;
  const reader = testReader(dataset, shown);
  let asked = 0;
  const hasTestImages = (count: number): boolean => {
    const isHere = count <= dataset.testLoaded();
    if (!isHere && count > asked && count <= dataset.testImages) {
      asked = count;
      void dataset.whenTest(count);
    }
    return isHere;
  };
  return {
    ...parts,
    frozen: {
      model: shown.model, specs: shown.specs,
      get h() { return shown.h; },
      get step() { return shown.step; },
      get weights() { return shown.weights; },
      get functions() { return functions(); },
    },
    testImages: () => dataset.testLoaded(),
    hasTestImages,
    totalTestImages: dataset.testImages,
    ...reader,
    givenAvailable: (given = 0) => !takes || typeof given !== "number" || hasTestImages(given + 1),
    original: (given = 0) => {
      if (!takes) return undefined;
      return { pixels: typeof given === "number" ? reader.testPixels(given, 1) : given, indices: [0] };
    },
  };
}
