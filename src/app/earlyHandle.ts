/**
 * The scripting handle before the page has been put together: scripts may call it as soon as the page is loaded. What they
 * ask for is done by the real one, which takes its place.
 */
import { version } from "../../package.json";
import type { ElboRoomHandle } from "./handle";

type Method = Exclude<keyof ElboRoomHandle, "version">;

const METHODS = {
  info: true, open: true, train: true, pause: true, reset: true, undo: true, losses: true, compare: true, decode: true, encode: true, rewind: true, fork: true, evaluate: true,
  measure: true, endMeasure: true, examine: true, complete: true, endComplete: true, testImage: true, save: true, runCard: true, load: true,
  checkMachine: true,
} satisfies Record<Method, true>;

/** Returns the function to call when the real one is installed. */
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
