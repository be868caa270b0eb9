/** Own data as the session offers them: files are read in a worker of its own, which ends with the dialog; an experiment begins with them. */
import { ElboError, lacksOwnImages } from "../../core/errors";
import type { HyperparameterValues } from "../../core/hyperparameters";
import { restartOf, standingAt } from "../../core/liveChanges";
import { batchesPerStep } from "../../core/model";
import { OwnDataError, type OwnImages } from "../../core/ownData";
import { readOwnId, sameOwn } from "../../core/ownId";
import type { RunConfig } from "../../core/runConfig";
import { findModel } from "../../models/registry";
import { freshFillIn } from "../../state/fillIn";
import { startFollowing } from "../../state/following";
import { latentSpaceOf, startPosition } from "../../state/position";
import type { OwnData } from "../../state/session";
import { noteStored } from "../../state/stored";
import { startAt } from "../../state/stateKeys";
import type { Store } from "../../state/store";
import type { WorkerPort } from "../../worker/client";
import type { DataReply, DataRequest } from "../../worker/protocol";
import type { LatentSpace } from "../latent/latentSpace";
import type { Openings } from "../openings";
import { createOwnStore } from "./ownStore";
import type { RunKeeper } from "../run/runKeeper";

interface OwnDataParts {
  readonly store: Store;
  readonly run: RunKeeper;
  readonly openings: Openings;
  readonly latentSpace: LatentSpace;
  readonly spawn: () => WorkerPort;
}

interface Waiting {
  readonly id: number;
  readonly onProgress: (share: number) => void;
  readonly resolve: (reply: DataReply) => void;
  readonly reject: (error: Error) => void;
}

type Asked = DataRequest extends infer R ? (R extends DataRequest ? Omit<R, "id"> : never) : never;

/** The configuration with these images, or with MNIST; a batch that they are too few for becomes smaller. */
export function withOwn(config: RunConfig, images: OwnImages | null): RunConfig {
  const { own: _, ...rest } = config;
  if (!images) return rest;
  const { hyperparameters } = rest;
  const h: HyperparameterValues = "data" in hyperparameters ? { ...hyperparameters, data: "mnist" } : hyperparameters;
  const most = Math.floor(images.train.labels.length / batchesPerStep(findModel(config.model)!, h));
  return { ...rest, own: images.id, hyperparameters: { ...h, batch: Math.min(Number(h["batch"]), most) } };
}

export function createOwnData({ store, run, openings, latentSpace, spawn }: OwnDataParts): OwnData {
  const ownStore = createOwnStore((stored) => noteStored(store, "drawings", stored));
  let worker: WorkerPort | null = null;
  let asked = 0;
  let waiting: Waiting | null = null;

  function receive(reply: DataReply) {
    if (reply.id !== waiting?.id) return;
    if (reply.kind === "progress") return waiting.onProgress(reply.share);
    const { resolve } = waiting;
    waiting = null;
    resolve(reply);
  }

  function end() {
    worker?.terminate();
    worker = null;
    waiting?.reject(new ElboError("superseded", "other files were chosen"));
    waiting = null;
  }

  function start(): WorkerPort {
    const port = spawn();
    let loaded = false;
    port.addEventListener("message", (event) => {
      loaded = true;
      if (port === worker) receive((event as MessageEvent<DataReply>).data);
    });
    port.addEventListener("error", () => {
      if (port !== worker) return;
      const lost = waiting;
      waiting = null;
      end();
      lost?.reject(new OwnDataError(loaded ? "too-large" : "not-loaded")); // nothing but too little memory ends a script that is loaded
    });
    return port;
  }

  async function ask(request: Asked, onProgress: (share: number) => void): Promise<DataReply> {
    waiting?.reject(new ElboError("superseded", "something else was asked for"));
    const id = ++asked;
    const reply = await new Promise<DataReply>((resolve, reject) => {
      waiting = { id, onProgress, resolve, reject };
      (worker ??= start()).postMessage({ id, ...request }, []);
    });
    if (reply.kind === "refused") throw new OwnDataError(reply.reason, reply.detail);
    if (reply.kind === "failed") throw ElboError.from(reply.error);
    return reply;
  }

  return {
    async prepare(files, wishes, onProgress) {
      if (files) end();
      const reply = await ask({ kind: "prepare", files, wishes }, onProgress);
      if (reply.kind !== "prepared") throw new ElboError("internal", reply.kind);
      return reply.prepared;
    },
    async prepareDrawn(drawings, varied) {
      end();
      const reply = await ask({ kind: "draw", drawings, varied }, () => undefined);
      if (reply.kind !== "prepared") throw new ElboError("internal", reply.kind);
      return reply.prepared;
    },
    drawings: ownStore.drawings,
    changeDrawings: ownStore.changeDrawings,
    clearDrawings: ownStore.clearDrawings,
    async use(images) {
      const kept = images === null || await ownStore.keep(images);
      const { failure, begun: { own } } = store.getState();
      if (images && own !== undefined && failure && lacksOwnImages(failure) && sameOwn(own, images.id)) {
        await run.retryData(); // the run that asked for them, from where it stands
        return kept;
      }
      await openings.again(() => {
        const { config, begun: beginning, fillIn } = store.getState();
        const begun = withOwn(restartOf(beginning, config), images);
        const now = standingAt(begun, 0);
        latentSpace.forget();
        return run.open(begun, { state: {
          config: now, begun, comparison: null, following: startFollowing, fillIn: { ...fillIn, image: freshFillIn.image }, // others than were picked
          ...startAt(now, startPosition(latentSpaceOf(now))),
        } });
      });
      return kept;
    },
    kept: ownStore.kept,
    find: ownStore.find,
    forget: ownStore.forget,
    async archive(images) {
      const reply = await ask({ kind: "archive", images }, () => undefined);
      if (reply.kind !== "archived") throw new ElboError("internal", reply.kind);
      return { name: `${readOwnId(images.id)?.name ?? "images"}.zip`, file: new Blob([reply.bytes], { type: "application/zip" }) };
    },
    end,
  };
}
