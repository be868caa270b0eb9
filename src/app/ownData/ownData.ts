/** Own data as the session offers them: files are read in a worker of its own, which ends with the dialog; an experiment begins with them. */
import { lacksOwnImages } from "../../core/errors";
import type { HyperparameterValues } from "../../core/hyperparameters";
import { restartOf, configAt } from "../../core/liveChanges";
import { batchesPerStep } from "../../core/model";
import { OwnDataError, type OwnImages, type Prepared } from "../../core/ownData";
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
import type { DataCommands, Refused } from "../../worker/protocol";
import { connect, type Rpc, type WorkerPort } from "../../worker/rpc";
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
  let worker: Rpc<DataCommands> | null = null;

  function end(error?: Error) {
    worker?.end(error);
    worker = null;
  }

  function start(): Rpc<DataCommands> {
    let loaded = false;
    return connect<DataCommands>(spawn(), {
      onMessage: () => { loaded = true; },
      onFailure: () => end(new OwnDataError(loaded ? "too-large" : "not-loaded")), // nothing but too little memory ends a script that is loaded
    });
  }

  const ask: Rpc<DataCommands>["call"] = (...call) => {
    worker?.supersede();
    return (worker ??= start()).call(...call);
  };

  function accepted(reply: Prepared | Refused): Prepared {
    if ("refused" in reply) throw new OwnDataError(reply.refused, reply.detail);
    return reply;
  }

  return {
    async prepare(files, wishes, onProgress) {
      if (files) end();
      return accepted(await ask("prepare", { files, wishes }, { onProgress }));
    },
    async prepareDrawn(drawings, varied) {
      end();
      return accepted(await ask("draw", { drawings, varied }));
    },
    drawings: ownStore.drawings,
    changeDrawings: ownStore.changeDrawings,
    clearDrawings: ownStore.clearDrawings,
    async use(images) {
      const counts = openings.request();
      const kept = images === null || await ownStore.keep(images);
      if (!counts()) return kept;
      const { failure, begun: { own } } = store.getState();
      if (images && own !== undefined && failure && lacksOwnImages(failure) && sameOwn(own, images.id)) {
        await run.retryData(); // the run that asked for them, from where it stands
        return kept;
      }
      await openings.again(() => {
        const { config, begun: beginning, fillIn } = store.getState();
        const begun = withOwn(restartOf(beginning, config), images);
        const now = configAt(begun, 0);
        latentSpace.forget();
        return run.open(begun, { state: {
          comparison: null, following: startFollowing, fillIn: { ...fillIn, image: freshFillIn.image }, // others than were picked
          ...startAt(now, startPosition(latentSpaceOf(now))),
        } });
      });
      return kept;
    },
    kept: ownStore.kept,
    find: ownStore.find,
    forget: ownStore.forget,
    async archive(images) {
      const bytes = await ask("archive", images);
      return { name: `${readOwnId(images.id)?.name ?? "images"}.zip`, file: new Blob([bytes], { type: "application/zip" }) };
    },
    end: () => end(),
  };
}
