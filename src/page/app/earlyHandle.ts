/**
 * The scripting handle until the page has been put together: scripts may call it as soon as the page is loaded. It passes their calls on to
 * the real handle, which replaces it.
 */
import { version } from "../../../package.json";
import type { ElboRoomHandle } from "./handle";

type Method = Exclude<keyof ElboRoomHandle, "version">;

const METHODS = {
  info: true, open: true, train: true, pause: true, reset: true, undo: true, losses: true, compare: true, decode: true, encode: true, rewind: true, fork: true, evaluate: true,
  measure: true, endMeasure: true, examine: true, complete: true, endComplete: true, testImage: true, save: true, runCard: true, load: true,
  checkMachine: true,
} satisfies Record<Method, true>;

/** Installs the early handle. Returns the function to call when the real handle is installed. */
export function installEarlyHandle(): () => void {
  let arrived = () => {};
  const real = new Promise<void>((resolve) => { arrived = resolve; });
  const late = (name: string) => async (...given: unknown[]): Promise<unknown> => {
    await real;
    const method: unknown = Reflect.get(window.elboRoom, name);
    return typeof method === "function" ? Reflect.apply(method, window.elboRoom, given) : undefined;
  };
  const methods = Object.fromEntries(Object.keys(METHODS).map((name) => [name, late(name)]));
  Object.assign(window, { elboRoom: Object.freeze({ version, ...methods }) });
  return arrived;
}
