/** Own images: files are read in a separate worker, which ends with the dialog, and an experiment starts with them. */
import type { NamedFile } from "../../../core/data/chosenFiles";
import { lacksOwnImages } from "../../../core/errors";
import type { Hyperparameter, HyperparameterValues } from "../../../core/model/hyperparameters";
import { restartOf } from "../../../core/run/liveChanges";
import { batchesPerStep, type Model } from "../../../core/model/model";
import { Newest } from "../../../core/newest";
import { OwnDataError, type Drawing, type OwnImages, type ImportOptions, type Prepared } from "../../../core/data/ownData";
import { readOwnId, sameOwn } from "../../../core/data/ownId";
import type { RunConfig } from "../../../core/run/runConfig";
import { findModel } from "../../../subject/models/registry";
import type { CreateActions } from "../../state/pageParts";
import { initialState } from "../../state/stateKeys";
import { reportStored } from "../../state/storageNotices";
import { connect, type Rpc } from "../../../engine/worker/rpc";
import { createOwnStore, type OwnStore } from "./ownStore";
import type { DataCommands, Refused } from "./program";

interface OwnData extends Omit<OwnStore, "save"> {
  /**
   * Prepares files. `files` null: the previous files with other options; `wishes` null: options that suit the files. `onProgress`: 0 to 1.
   * Rejects with OwnDataError, and with "superseded" when a newer request begins.
   */
  prepare(files: readonly NamedFile[] | null, wishes: ImportOptions | null, onProgress: (share: number) => void): Promise<Prepared>;
  /** Prepares drawings; `varied` adds distorted copies up to the required number. Rejects as `prepare` does. */
  prepareDrawn(drawings: readonly Drawing[], varied: boolean): Promise<Prepared>;
  /** Restarts the experiment with the images, or with MNIST if null. Stores them in this browser; resolves to false if that fails. */
  use(images: OwnImages | null): Promise<boolean>;
  /** Packs the images in MNIST's four files into one archive. */
  archive(images: OwnImages): Promise<{ readonly name: string; readonly file: Blob }>;
  /** Ends the reading of files, and frees those that were read. */
  end(this: void): void;
}

/** Returns whether a model can be trained on own images. One that is trained on points only cannot. */
export function takesImages({ hyperparameters }: Model): boolean {
  const { data }: Readonly<Record<string, Hyperparameter>> = hyperparameters;
  return data?.kind !== "choice" || data.options.includes("mnist");
}

/** Returns the configuration with these images, or with MNIST; a batch size that exceeds their number is reduced. */
function withOwn(config: RunConfig, images: OwnImages | null): RunConfig {
  const { own: _, ...rest } = config;
  if (!images) return rest;
  const { hyperparameters } = rest;
  const h: HyperparameterValues = "data" in hyperparameters ? { ...hyperparameters, data: "mnist" } : hyperparameters;
  const most = Math.floor(images.train.labels.length / batchesPerStep(findModel(config.model)!, h));
  return { ...rest, own: images.id, hyperparameters: { ...h, batch: Math.min(Number(h["batch"]), most) } };
}

/** Creates the actions for own images. */
export const ownData: CreateActions<OwnData> = ({ store, spawn, request, restart, retryData }) => {
  const { save, ...ownStore } = createOwnStore((stored) => reportStored(store, "drawings", stored));
  let worker: Rpc<DataCommands> | null = null;
  const requests = new Newest();

  function end(error?: Error) {
    worker?.end(error);
    worker = null;
  }

  function start(onFailure: (error: Error) => void): Rpc<DataCommands> {
    let loaded = false;
    return connect<DataCommands>(spawn("ownData"), {
      onMessage: () => { loaded = true; },
      onFailure: () => onFailure(new OwnDataError(loaded ? "memory" : "not-loaded")), // once its script is loaded, only a lack of memory ends the worker
    });
  }

  const ask: Rpc<DataCommands>["call"] = (command, params, { onProgress } = {}) => (worker ??= start(end)).call(command, params, { onProgress, signal: requests.begin() });

  function accepted(reply: Prepared | Refused): Prepared {
    if ("refused" in reply) throw new OwnDataError(reply.refused, reply.detail);
    return reply;
  }

  return {
    ...ownStore,
    async prepare(files, wishes, onProgress) {
      if (files) end();
      return accepted(await ask("prepare", { files, wishes }, { onProgress }));
    },
    async prepareDrawn(drawings, varied) {
      end();
      return accepted(await ask("draw", { drawings, varied }));
    },
    async use(images) {
      const opening = request();
      const stored = images === null || await save(images);
      if (opening.aborted) return stored;
      const { failure, begun, config, fillIn, class: chosenClass } = store.getState();
      const { own } = begun;
      if (images && own !== undefined && failure && lacksOwnImages(failure) && sameOwn(own, images.id)) {
        await retryData(); // the run that asked for them continues from its current state
        return stored;
      }
      await restart(withOwn(restartOf(begun, config), images), {
        comparison: null, following: initialState.following, class: images ? Math.min(chosenClass, Math.max(0, images.classes.length - 1)) : chosenClass, fillIn: { ...fillIn, image: initialState.fillIn.image }, // other images than those that were selected
      });
      return stored;
    },
    async archive(images) {
      // It has a worker of its own: the other one may be reading files, or hold them.
      const packer = start((error) => packer.end(error));
      const bytes = await packer.call("archive", images).finally(() => packer.end());
      return { name: `${readOwnId(images.id)?.name ?? "images"}.zip`, file: new Blob([bytes], { type: "application/zip" }) };
    },
    end: () => end(),
    dispose: () => end(),
  };
};
