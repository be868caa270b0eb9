/** Discards the results of outdated requests: only the newest request counts. */

/** Returns whether this is still the newest request. */
export type IsCurrent = () => boolean;

export interface LatestRequest {
  /** Begins a request and outdates earlier ones. */
  begin(): IsCurrent;
  /** Returns the check for work that belongs to the newest request. */
  current(): IsCurrent;
  /** Outdates all requests. */
  cancel(): void;
}

/** Creates the counter of a sequence of requests. */
export function createLatestRequest(): LatestRequest {
  let newest = 0;
  const isCurrent = (request: number): IsCurrent => () => request === newest;
  return { begin: () => isCurrent(++newest), current: () => isCurrent(newest), cancel: () => void newest++ };
}
