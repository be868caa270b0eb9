/** Discards the results of outdated requests: only the newest request counts. */

/** Returns whether the request still counts. */
export type Counts = () => boolean;

export interface Newest {
  /** Begins a request and outdates earlier ones. */
  begin(): Counts;
  /** Returns the check for work that belongs to the newest request. */
  current(): Counts;
  /** Outdates all requests. */
  cancel(): void;
}

/** Creates the counter of a sequence of requests. */
export function createNewest(): Newest {
  let newest = 0;
  const countsAs = (request: number): Counts => () => request === newest;
  return { begin: () => countsAs(++newest), current: () => countsAs(newest), cancel: () => void newest++ };
}
