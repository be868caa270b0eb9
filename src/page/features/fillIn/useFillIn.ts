/** The image to be filled in, and its search, which restarts whenever the image, the class or the run changes. */
import { useEffect, useMemo, useState } from "react";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import { allVisible } from "../../state/fillIn";
import { useActions, usePanelParts, useStore } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { useModel } from "../../ui/useModel";
import type { TestImage } from "../../../engine/worker/protocol";
import { fillIns } from "./actions";

interface FillInImage {
  /** [784]; null: not loaded, or not drawn yet. */
  readonly pixels: Float32Array | null;
  /** The label of the test image. */
  readonly label: number | null;
  /** The mask: the model's own if it is conditioned on part of an image, otherwise the reader's. */
  readonly visible: Uint8Array;
}

/** Returns the image to be filled in. */
export function useFillInImage(): FillInImage {
  const { testImage } = useActions(fillIns);
  const { source, image, drawn, visible } = useStore((state) => state.fillIn);
  const run = useStore((state) => state.run);
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const [found, setFound] = useState<(TestImage & { readonly image: number }) | null>(null);
  useEffect(() => {
    let wanted = true;
    testImage(image).then(
      (test) => wanted && setFound({ ...test, image }),
      () => undefined, // the run has ended and the next one is asked, or the page says why there are no images
    );
    return () => { wanted = false; };
  }, [testImage, image, run]);
  const mask = useMemo(() => (model.given ? maskOf(model.given, h) : visible), [model, h, visible]);
  const test = found?.image === image ? found : null;
  return {
    pixels: source === "drawing" ? drawn : (test?.pixels ?? null),
    label: source === "test" ? (test && test.label >= 0 ? test.label : null) : null,
    visible: mask,
  };
}

/** The mask of a model's condition; a model that is conditioned on a whole image hides nothing. */
const maskOf = ({ visible }: NonNullable<Model["given"]>, h: HyperparameterValues): Uint8Array =>
  (visible ? Uint8Array.from(visible(h)) : allVisible());

/** Keeps the fill-ins of the current image up to date. */
export function useFilling(): void {
  const { frames, store } = usePanelParts();
  const { fillInCurrent, endComplete } = useActions(fillIns);
  const { conditional, given } = useModel();
  const fillIn = useStore((state) => state.fillIn);
  const chosenClass = useStore((state) => (conditional ? state.class : null));
  const opened = useStore((state) => state.opened);
  // A search is repeated when training pauses; models that complete without a search are updated during training.
  const training = useStore((state) => state.phase === "training");
  const live = given !== undefined;
  useEffect(() => {
    if (opened) fillInCurrent();
  }, [fillInCurrent, fillIn, chosenClass, opened, training]);
  useEffect(() => (live ? frames.subscribe("samples", (samples) => samples && fillInCurrent()) : undefined), [live, frames, fillInCurrent]);
  useEffect(() => () => {
    if (store.getState().filling !== null) quietly(endComplete());
  }, [store, endComplete]);
}
