/**
 * Messages between a page and the ELBO Room in its frame: it validates commands, replies, and sends events. It accepts commands only from the
 * window that contains the frame, and only from the origin that the frame's link names. The frame's height is sent to any origin, everything
 * else only to that origin, after its hello. A link without embedding closes the gate, and nothing is sent about a run on the reader's own
 * images.
 */
import { ElboError } from "../../core/errors";
import type { ElboRoomHandle } from "../app/handle";
import type { Store } from "../state/store";
import type { ElboRoomCommand, ElboRoomCommands, ElboRoomError, ElboRoomLosses, ElboRoomMessage, ElboRoomStatus } from "./elbo-room";
import { addressed, readCommand, VERSION } from "./protocol";

/** Milliseconds between two reports of status and losses. */
const REPORT_MS = 250;

type Posted = Pick<MessageEvent<unknown>, "data" | "origin"> & { readonly source: unknown };

/** What the gate needs from the page. */
export interface GateParts {
  /** The window that contains the frame. */
  readonly parent: { postMessage(message: ElboRoomMessage, targetOrigin: string): void };
  /** The page's version. */
  readonly version: string;
  /** The only origin that may command, until `follow`; from then on the current run's link names it. Null: none. */
  readonly origin: string | null;
  /** Does what Start does; resolves when the page has started. */
  start(): Promise<void>;
  handle(): ElboRoomHandle;
}

/** The frame's side of the connection. */
export type Gate = ReturnType<typeof createGate>;

/** Creates the gate; it sends nothing by itself. */
export function createGate({ parent, version, origin: named, start, handle }: GateParts) {
  let greeted = false;
  let run: Store | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sendToAny = (message: ElboRoomMessage) => parent.postMessage(message, "*");
  const origin = () => (run ? run.getState().embed?.origin ?? null : named);
  const send = (message: ElboRoomMessage) => {
    const to = origin();
    if (to !== null) parent.postMessage(message, to);
  };
  const isOnOwnImages = () => run?.getState().begun.own !== undefined;

  function reportRun() {
    timer = undefined;
    if (!run || !greeted || isOnOwnImages()) return;
    const { phase, step, stop, opened, msPerStep, lastLosses } = run.getState();
    const status: ElboRoomStatus = { phase, step, stop, backend: opened?.backend ?? null, msPerStep };
    send({ elboRoom: VERSION, event: "status", ...status });
    if (Object.keys(lastLosses).length === 0) return;
    const losses: ElboRoomLosses = { step, values: { ...lastLosses } };
    send({ elboRoom: VERSION, event: "losses", ...losses });
  }

  async function carryOut(command: ElboRoomCommand): Promise<unknown> {
    if (command.command === "hello") {
      greeted = true;
      reportRun();
      return version;
    }
    await start();
    const mayLeave = command.command === "start" || command.command === "open"; // these may leave a run on own images
    if (!mayLeave && isOnOwnImages()) throw ownImagesRefusal();
    const value = await commands(handle(), command);
    if (isOnOwnImages() && value !== null) throw ownImagesRefusal();
    return value;
  }

  return {
    /** Handles a message. */
    receive({ data, origin: from, source }: Posted) {
      if (source !== parent) return;
      const id = addressed(data);
      if (id === null) return;
      const refuse = (error: ElboRoomError) =>
        parent.postMessage({ elboRoom: VERSION, id, error }, from === "null" || from === "" ? "*" : from);
      const foreign = () => refuse({ code: "foreign-origin", message: refusal(origin(), from) });
      const may = () => origin() !== null && from === origin();
      if (!may()) return foreign();
      const command = readCommand(data);
      if (!command) return refuse({ code: "bad-message", message: "ELBO Room does not know this command. docs/embedding.md lists all commands." });
      carryOut(command).then(
        (value) => (may() ? send({ elboRoom: VERSION, id, value }) : foreign()), // the link may have changed in the meantime
        (caught: unknown) => {
          if (!may()) return foreign();
          const { code, message } = ElboError.of(caught);
          send({ elboRoom: VERSION, id, error: { code, message } });
        },
      );
    },
    ready: (): void => sendToAny({ elboRoom: VERSION, event: "ready", version }),
    height: (pixels: number): void => sendToAny({ elboRoom: VERSION, event: "height", height: pixels }),
    /** Reports this run from now on, and accepts commands from the origin that its link currently names. */
    follow(next: Store) {
      run = next;
      reportRun();
      next.subscribe((state, before) => {
        if (state.phase === before.phase && state.step === before.step && state.opened === before.opened && state.stop === before.stop) return;
        timer ??= setTimeout(reportRun, REPORT_MS);
      });
    },
  };
}

const refusal = (origin: string | null, from: string): string =>
  `This frame accepts commands from ${origin ?? "no page"}, and this command came from ${from}. To allow it, put origin=${from} into the frame's link.`;

const ownImagesRefusal = () => new ElboError("own-data-in-frame",
  "ELBO Room does not report a run on the reader's own images to the page around it. The run is unchanged. Open another experiment to continue.");

type Replies = { [Name in keyof ElboRoomCommands]: Awaited<ReturnType<ElboRoomCommands[Name]>> }[keyof ElboRoomCommands];

async function commands(room: ElboRoomHandle, command: Exclude<ElboRoomCommand, { readonly command: "hello" }>): Promise<Replies> {
  switch (command.command) {
    case "start": return null;
    case "info": return room.info();
    case "open": return room.open(command.fragment);
    case "train": return room.train(command.steps === undefined ? {} : { steps: command.steps });
    case "pause": return room.pause();
    case "reset": return room.reset();
    case "losses": return room.losses();
    case "decode": return room.decode(command.z, command.k);
    case "evaluate": return room.evaluate();
    default: return command satisfies never;
  }
}
