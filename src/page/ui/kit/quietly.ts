/**
 * Ignores the rejection of an action started by a button or key. The store's `failure` and the console report what went wrong, and no caller
 * waits for the promise.
 */
export function quietly(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => console.warn(error));
}
