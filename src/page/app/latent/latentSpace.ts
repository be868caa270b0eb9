/** The reader's position in latent space and the view of it: z and class, the map's plane, and the settings of the instruments. */
import { ElboError } from "../../../core/errors";
import { samePlane } from "../../../core/latent/plane";
import { ReaderMoves } from "../../../core/readerMoves";
import { CLASSES } from "../../../core/run/runConfig";
import type { Frames } from "../../state/frames";
import { drawNoise, drawPosition, latentSpaceOf, tidyPosition } from "../../state/position";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import { createMapUpdates } from "../mapUpdates";
import { createPictureRequests } from "./pictureRequests";
import { createPlanes } from "./planes";
import type { RunKeeper } from "../run/runKeeper";

type Actions =
  | "moveTo" | "pickClass" | "newNoise" | "showDimensions" | "showStrongest" | "showComponents" | "showThree" | "showRange"
  | "holdMap" | "findInfluence" | "look" | "anotherNoise" | "encode" | "decode";

export type LatentSpace = ReturnType<typeof createLatentSpace>;

/** Returns the actions of one run. `beside` returns the pictures of those that are compared with it. */
export function createLatentSpace(store: Store, frames: Frames, run: Pick<RunKeeper, "call" | "ready">, beside: () => readonly Frames[]) {
  const moves = new ReaderMoves();
  const pictureRequests = createPictureRequests(store, run, moves);
  /** How often "New z" was pressed in this experiment. */
  let presses = 0;

  const latent = () => Number(store.getState().config.hyperparameters["latent"]);

  function goTo(z: readonly number[], at: number | null = null) {
    const { plane } = store.getState();
    const through = tidyPosition(z, latent());
    store.setState({ z: through, plane: samePlane(plane, { ...plane, through }) ? plane : { ...plane, through } });
    pictureRequests.moved(at);
  }

  const moveTo = (z: readonly number[], at = performance.now()) => goTo(z, at);

  async function influence() {
    const found = await run.call("influence", pictureRequests.given());
    store.setState({ influence: found });
    return found;
  }

  const planes = createPlanes(store, run, influence, goTo);
  const mapUpdates = createMapUpdates({ store, frames, beside, planes, influence, ready: () => run.ready, msUntilFree: () => moves.msUntilStill("map") });
  const look: Session["look"] = (change) => store.setState(({ instrumentSettings }) => ({ instrumentSettings: { ...instrumentSettings, ...change } }));

  return {
    /** The session's actions in latent space. */
    actions: {
      moveTo,
      pickClass(k) {
        if (!Number.isInteger(k) || k < 0 || k >= CLASSES) return;
        store.setState({ class: k });
        pictureRequests.moved(performance.now());
      },
      newNoise: () => moveTo(drawPosition(latentSpaceOf(store.getState().config), ++presses)),
      showDimensions: planes.dimensions,
      showStrongest: planes.strongest,
      showComponents: planes.components,
      async showThree(places) {
        if (places) look({ three: places });
        await planes.three();
      },
      showRange(range) {
        moves.moved();
        planes.range(range);
      },
      holdMap: (held) => moves.hold(held),
      findInfluence: async () => void (await influence()),
      look,
      anotherNoise() {
        const { config, instrumentSettings } = store.getState();
        look({ draws: instrumentSettings.draws + 1 });
        return drawNoise(latentSpaceOf(config), instrumentSettings.draws);
      },
      async encode(image, k = store.getState().class) {
        const request = typeof image === "number" ? { images: [image] } : { pixels: Float32Array.from(image), class: k };
        return (await run.call("encode", request)).codes;
      },
      async decode(z, k = store.getState().class) {
        const numbers = Float32Array.from(z);
        if (numbers.length !== latent() || !numbers.every(Number.isFinite)) {
          throw new ElboError("bad-latent", `z must be ${latent()} finite numbers.`);
        }
        return run.call("decode", { z: numbers, class: k, ...pictureRequests.given() });
      },
    } satisfies Pick<Session, Actions>,
    /** Another experiment is being opened: answers to earlier requests are dropped. */
    forget() {
      presses = 0;
      planes.forget();
    },
    /** The run is open and takes requests. */
    opened() {
      pictureRequests.opened();
      mapUpdates.look();
    },
    dispose() {
      mapUpdates.dispose();
      pictureRequests.dispose();
    },
  };
}
