/**
 * Sends all messages of a worker, or none after one that could not be sent: the page would take what comes next for all that there was. The page hears of it
 * as an error of the worker, and starts another one.
 */
export function sendingAll<M extends readonly unknown[]>(send: (...message: M) => void): (...message: M) => void {
  let broken = false;
  return (...message) => {
    if (broken) return;
    try {
      send(...message);
    } catch (error) {
      broken = true;
      setTimeout(() => { throw error; });
    }
  };
}
