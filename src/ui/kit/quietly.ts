/**
 * For orders given by a button or a key: what goes wrong reaches the reader through the store's `failure`, and the
 * console; nobody waits for the promise.
 */
export function quietly(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => console.warn(error));
}
