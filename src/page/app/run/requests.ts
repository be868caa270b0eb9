/** Requests of one kind that wait for their answers, by their numbers. */

/** Returns no requests yet. */
export function createRequests<T>() {
  const settles = new Map<number, { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void }>();
  const promises = new Map<number, Promise<T>>();
  const end = (ask: number) => {
    const settle = settles.get(ask);
    settles.delete(ask);
    promises.delete(ask);
    return settle;
  };
  return {
    /** Adds a request, makes it with `begin`, and returns its answer. Nobody needs to handle a rejection: of a training, the store has the failure. */
    add(ask: number, begin: () => void): Promise<T> {
      const promise = new Promise<T>((resolve, reject) => void settles.set(ask, { resolve, reject }));
      promise.catch(() => undefined);
      promises.set(ask, promise);
      begin();
      const given = promises.get(ask) ?? promise;
      if (given !== promise) end(ask); // it follows another request
      return given;
    },
    /** Returns the answer to come; undefined: the request has been answered. */
    answerOf: (ask: number): Promise<T> | undefined => promises.get(ask),
    /** The request has the answer of another one. */
    follow: (ask: number, other: number): void => void promises.set(ask, promises.get(other)!),
    resolve: (ask: number, value: T): void => end(ask)?.resolve(value),
    reject: (ask: number, error: Error): void => end(ask)?.reject(error),
  };
}
