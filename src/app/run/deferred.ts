/** A promise that is settled elsewhere. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** Returns a new one. Nobody needs to handle its rejection: of a training, the store has the failure. */
export function deferred<T>(): Deferred<T> {
  const parts: Partial<Deferred<T>> = {};
  const promise = new Promise<T>((resolve, reject) => void Object.assign(parts, { resolve, reject }));
  promise.catch(() => undefined);
  return { ...parts, promise } as Deferred<T>; // a promise calls its executor at once
}
