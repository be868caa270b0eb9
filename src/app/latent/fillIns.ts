/** Filling images in: asks the run, and keeps what the page shows of it up to date. */
import { SAMPLES } from "../../core/completion";
import { ElboError } from "../../core/errors";
import { createLatestRequest } from "../../core/newest";
import { dataOfRun } from "../../data/registry";
import { everything } from "../../state/fillIn";
import type { Frames } from "../../state/frames";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import type { TestImage } from "../../worker/protocol";
import type { RunKeeper } from "../run/runKeeper";

type FillIns = Pick<Session, "complete" | "endComplete" | "fillIn" | "testImage">;

export function createFillIns(store: Store, frames: Frames, run: Pick<RunKeeper, "call">): FillIns {
  /** By the data and its number. */
  const images = new Map<string, TestImage>();
  const fills = createLatestRequest();

  async function testImage(image: number): Promise<TestImage> {
    const { config } = store.getState();
    const key = `${dataOfRun(config).id} ${image}`;
    const found = images.get(key) ?? (await run.call("testImage", { image }));
    images.set(key, found);
    return found;
  }

  const complete: Session["complete"] = (wish) => run.call("complete", {
    visible: everything(), class: store.getState().class, samples: SAMPLES, draw: 0, ...wish,
  });

  async function held(): Promise<Float32Array> {
    const { source, image, drawn } = store.getState().fillIn;
    if (source === "test") return (await testImage(image)).pixels;
    if (!drawn) throw new ElboError("empty-drawing", "there is nothing on the field");
    return drawn;
  }

  async function fillIn(): Promise<void> {
    const counts = fills.begin();
    try {
      const pixels = await held();
      if (!counts()) return;
      store.setState({ filling: 0 });
      const { visible, draw } = store.getState().fillIn;
      const completed = await complete({ pixels, visible, draw });
      if (!counts()) return;
      frames.publish({ kind: "filling", ...completed, done: 1, of: 1 });
      store.setState({ fillFailure: null });
    } catch (caught) {
      const { code } = ElboError.of(caught);
      // Superseded: another image, another run or a script has taken its place.
      if (counts() && code !== "superseded") store.setState({ fillFailure: code });
    } finally {
      if (counts()) store.setState({ filling: null });
    }
  }

  async function endComplete(): Promise<void> {
    fills.cancel();
    store.setState({ filling: null });
    await run.call("endComplete", null);
  }

  return { complete, endComplete, fillIn: () => void fillIn(), testImage };
}
