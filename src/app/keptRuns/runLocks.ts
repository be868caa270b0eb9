/** The tab that holds a kept run's Web Lock writes the run. Pages that are not secure have no locks, and a browser may refuse them: there each tab writes any run. */

/** Milliseconds to wait for the lock: a page that is being closed may still hold it. On a busy machine 2000 were not enough. */
const PATIENCE = 5000;
const PREFIX = "elbo-room-run-";

/** Locks a run for this tab. Resolves to the function that releases the lock, or to null if another tab has it. */
export function lockRun(id: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return Promise.resolve(() => undefined);
  const signal = AbortSignal.timeout(PATIENCE);
  return new Promise((resolve) => {
    const request = async () => navigator.locks.request(PREFIX + id, { signal }, () => new Promise<void>(resolve));
    request().catch(() => resolve(signal.aborted ? null : () => undefined));
  });
}

/** Resolves to the ids of the runs that any tab has locked. */
export async function lockedRuns(): Promise<ReadonlySet<string>> {
  const query = async (): Promise<LockManagerSnapshot> => ("locks" in navigator ? navigator.locks.query() : {});
  const { held = [] } = await query().catch((): LockManagerSnapshot => ({}));
  return new Set(held.flatMap(({ name = "" }) => name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}
