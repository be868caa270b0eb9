/** Fills images in by the run's worker, and updates what the page shows of it. */
import { SAMPLES, type CompletionResult, type CompletionRequest } from "../../../core/latent/completion";
import { ElboError } from "../../../core/errors";
import { Newest } from "../../../core/newest";
import { dataOfRun } from "../../../subject/data/registry";
import { allVisible } from "../../state/fillIn";
import type { CreateActions } from "../../state/pageParts";
import type { TestImage } from "../../../engine/worker/protocol";

interface FillIns {
  /**
   * Fills an image in with the current weights. Defaults: all pixels visible, the current class, six samples, the first draws. Rejects with
   * "nothing-visible", "bad-setting", and with "superseded" when another search begins.
   */
  complete(wish: Pick<CompletionRequest, "pixels"> & Partial<CompletionRequest>): Promise<CompletionResult>;
  /** Fills in the store's image, shows pictures as they arrive, and stores an error's code. */
  fillInCurrent(this: void): void;
  /** Ends the current search without a result. */
  endComplete(this: void): Promise<void>;
  /** Resolves to a test image. */
  testImage(this: void, image: number): Promise<TestImage>;
}

/** Creates the actions for filling in images. */
export const fillIns: CreateActions<FillIns> = ({ store, frames, call }) => {
  /** Test images by data and number. */
  const images = new Map<string, TestImage>();
  /** The reader's. */
  const fills = new Newest();
  /** The reader's and scripts'. */
  const searches = new Newest();

  async function testImage(image: number): Promise<TestImage> {
    const { config } = store.getState();
    const key = `${dataOfRun(config).id} ${image}`;
    const found = images.get(key) ?? (await call("testImage", { image }));
    images.set(key, found);
    return found;
  }

  const complete: FillIns["complete"] = (wish) => call("complete", {
    visible: allVisible(), class: store.getState().class, samples: SAMPLES, draw: 0, ...wish,
  }, { signal: searches.begin() });

  /** Throws "empty-drawing". */
  function currentPixels(): Float32Array | Promise<Float32Array> {
    const { source, image, drawn } = store.getState().fillIn;
    if (source === "test") return testImage(image).then(({ pixels }) => pixels);
    if (!drawn) throw new ElboError("empty-drawing", "there is nothing on the field");
    return drawn;
  }

  async function fillInCurrent(): Promise<void> {
    const signal = fills.begin();
    try {
      const coming = currentPixels();
      store.setState({ filling: 0, fillFailure: null }); // an earlier image's error says nothing about this one
      const pixels = await coming;
      if (signal.aborted) return;
      const { visible, draw } = store.getState().fillIn;
      const completed = await complete({ pixels, visible, draw });
      if (signal.aborted) return;
      frames.publish({ kind: "filling", ...completed, done: 1, of: 1 });
    } catch (caught) {
      const { code } = ElboError.of(caught);
      // Superseded: another image, another run or a script replaced it.
      if (!signal.aborted && code !== "superseded") store.setState({ fillFailure: code });
    } finally {
      if (!signal.aborted) store.setState({ filling: null });
    }
  }

  async function endComplete(): Promise<void> {
    fills.cancel();
    searches.cancel();
    store.setState({ filling: null });
  }

  return { complete, endComplete, fillInCurrent: () => void fillInCurrent(), testImage };
};
