/** Discards the results of outdated work: of requests that follow each other, only the newest counts. */

/** Whether the request still counts. */
export type Counts = () => boolean;

export interface Newest {
  /** Begins a request. Those before it do not count any more. */
  begin(): Counts;
  /** For what belongs to the newest request without being one. */
  current(): Counts;
  /** No request counts any more. */
  cancel(): void;
}

export function createNewest(): Newest {
  let newest = 0;
  const countsAs = (request: number): Counts => () => request === newest;
  return { begin: () => countsAs(++newest), current: () => countsAs(newest), cancel: () => void newest++ };
}
