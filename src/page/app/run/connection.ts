/**
 * The worker that computes the runs. It is started when it is first needed, and replaced when it is lost. The connection knows which of the reader's
 * images the worker has.
 */
import { ElboError } from "../../../core/errors";
import type { OwnImages } from "../../../core/data/ownData";
import type { Snapshot } from "../../../core/run/snapshot";
import { sameOwn } from "../../../core/data/ownId";
import { createClient, type Client, type WorkerLost } from "../../../engine/worker/client";
import type { WorkerPort } from "../../../engine/worker/rpc";
import type { LastState } from "./runRecord";

export interface ConnectionParts {
  readonly spawn: () => WorkerPort;
  /** The reader's images of this id; null where this browser does not have them. Rejects where they cannot be read. */
  readonly ownImages: (id: string) => Promise<OwnImages | null>;
  /** A worker was started: its listeners are added here. */
  readonly onStart: (client: Client) => void;
  readonly onLost: (error: WorkerLost) => void;
  /** See `ClientListeners`. */
  readonly onTick: (silentFor: number) => void;
}

/** Returns a connection that has no worker yet. */
export function createConnection({ spawn, ownImages, onStart, onLost, onTick }: ConnectionParts) {
  let client: Client | null = null;
  /** The images that the worker has. Their id does not cover the names of classes. */
  let sent: Pick<OwnImages, "id" | "classes"> | null = null;

  const connection = {
    /** Null before the first run, and after a worker was lost. */
    get client(): Client | null { return client; },
    /** Starts a worker where there is none. */
    start(): Client {
      if (client) return client;
      const started = createClient(spawn(), {
        onTick,
        onLost(error) {
          client = null;
          onLost(error);
        },
      });
      sent = null;
      onStart(started);
      return client = started;
    },
    /**
     * Reads the reader's images of this id. Null: the worker has them, with these names of classes. Rejects with "own-data-missing", and as
     * `ownImages` does, if the worker lacks them.
     */
    async imagesToSend(id: string): Promise<OwnImages | null> {
      const has = sent !== null && sameOwn(sent.id, id);
      try {
        const found = await ownImages(id);
        if (found) return has && JSON.stringify(found.classes) === JSON.stringify(sent!.classes) ? null : found;
        if (!has) throw new ElboError("own-data-missing", id);
      } catch (error) {
        if (!has) {
          connection.pauseQuietly(); // the previous run must not continue unseen
          throw error;
        }
      }
      return null; // they are no longer stored, but the worker has them
    },
    /** The worker has received these images. */
    hasImages({ id, classes }: OwnImages) { sent = { id, classes }; },
    /** Asks the worker to pause and ignores the outcome. */
    pauseQuietly: (): void => void client?.call("pause", null).catch(() => undefined),
    /** Pauses the run and reads its last state, if the worker holds it; otherwise, and if that fails, it is that of `snapshot`. The worker reports the run's last losses before. Never rejects. */
    async lastState(isOpen: boolean, snapshot: Snapshot | null): Promise<LastState> {
      const known = { snapshot, picture: null };
      if (!isOpen || !client) return known;
      try {
        await client.call("pause", null);
        const picture = client!.call("thumbnail", null).then(({ pixels }) => pixels, () => null);
        return { snapshot: await client!.call("snapshot", null), picture: await picture };
      } catch {
        return known;
      }
    },
    dispose() {
      client?.dispose();
      client = null;
    },
  };
  return connection;
}
