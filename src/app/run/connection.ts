/**
 * The worker that computes the runs. It is started when it is first needed, and replaced when it is lost. The connection knows which of the reader's
 * images the worker has, and ends a worker whose steps stall.
 */
import { ElboError } from "../../core/errors";
import { step } from "../../core/run/ids";
import type { OwnImages } from "../../core/data/ownData";
import { sameOwn } from "../../core/data/ownId";
import type { RunConfig } from "../../core/run/runConfig";
import { ownOf } from "../../data/registry";
import { createClient, type Client } from "../../worker/client";
import type { WorkerPort } from "../../worker/rpc";

export interface ConnectionParts {
  readonly spawn: () => WorkerPort;
  /** The reader's images of this id; null where this browser does not have them. Rejects where they cannot be read. */
  readonly ownImages: (id: string) => Promise<OwnImages | null>;
  /** The run trains, but is not meant to make steps. */
  readonly isHeld: () => boolean;
  /** A worker was started: its listeners are added here. */
  readonly onStart: (client: Client) => void;
  readonly onLost: (error: ElboError) => void;
}

export interface Connection {
  /** Null before the first run, and after a worker was lost. */
  readonly client: Client | null;
  /** Starts a worker where there is none. */
  start(): Client;
  /** A run is about to be opened: the time for its first step starts again. */
  expectFirstStep(): void;
  /** Returns the id of the images that this run needs and the worker does not have; null: it has all. */
  missingImages(config: RunConfig): string | null;
  /** Reads these images. Rejects with "own-data-missing", and as `ownImages` does. */
  imagesToSend(id: string): Promise<OwnImages>;
  /** The worker has received the images of this id. */
  hasImages(id: string): void;
  /** Asks the worker to pause and ignores the outcome. */
  pauseQuietly(): void;
  dispose(): void;
}

/** If a step does not end within this many heartbeats, the device has stalled. The slowest step measured took 5 s. */
const STALLED_BEATS = 60;

/** Returns a connection that has no worker yet. */
export function createConnection({ spawn, ownImages, isHeld, onStart, onLost }: ConnectionParts): Connection {
  let client: Client | null = null;
  /** The id of the images that the worker has. */
  let images: string | null = null;
  let beats = { at: step(0), still: 0 };

  function watchSteps(started: Client) {
    started.on("heartbeat", ({ training, waitingForData, step: at }) => {
      const still = training && !waitingForData && !isHeld() && at === beats.at ? beats.still + 1 : 0;
      beats = { at, still };
      if (still >= STALLED_BEATS) started.lose(`Step ${at} has not ended for ${still} s.`);
    });
  }

  const connection: Connection = {
    get client() { return client; },
    start() {
      if (client) return client;
      const started = createClient(spawn(), (error) => {
        client = null;
        onLost(error);
      });
      images = null;
      onStart(started);
      watchSteps(started);
      return client = started;
    },
    expectFirstStep() { beats = { at: step(0), still: 0 }; },
    missingImages(config) {
      const id = ownOf(config);
      return id === undefined || (images !== null && sameOwn(images, id)) ? null : id;
    },
    async imagesToSend(id) {
      try {
        const found = await ownImages(id);
        if (!found) throw new ElboError("own-data-missing", id);
        return found;
      } catch (error) {
        connection.pauseQuietly(); // the previous run must not continue unseen
        throw error;
      }
    },
    hasImages(id) { images = id; },
    pauseQuietly: () => void client?.call("pause", null).catch(() => undefined),
    dispose() {
      client?.dispose();
      client = null;
    },
  };
  return connection;
}
