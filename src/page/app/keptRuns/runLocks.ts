/** The tab that holds a kept run's Web Lock writes the run. Pages that are not secure have no locks, and a browser may refuse them: there each tab writes any run. */

/** Milliseconds to wait for the lock: a page that is being closed may still hold it. On a busy machine 2000 were not enough. */
const PATIENCE = 5000;
const PREFIX = "elbo-room-run-";

/** Whether the lock was awaited for too long, as another tab has it. Any other error refuses locks as such. */
const isLate = (error: unknown): boolean => error instanceof DOMException && ["TimeoutError", "AbortError"].includes(error.name);

/** Locks a run for this tab. Resolves to the function that releases the lock, or to null if another tab has it. */
export function lockRun(id: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const request = async () => navigator.locks.request(PREFIX + id, { signal: AbortSignal.timeout(PATIENCE) }, () => new Promise<void>(resolve));
    request().catch((error: unknown) => resolve(isLate(error) ? null : () => undefined));
  });
}

/** Resolves to the ids of the runs that any tab has locked. */
export async function lockedRuns(): Promise<ReadonlySet<string>> {
  const query = async (): Promise<LockManagerSnapshot> => ("locks" in navigator ? navigator.locks.query() : {});
  const { held = [] } = await query().catch((): LockManagerSnapshot => ({}));
  return new Set(held.flatMap(({ name = "" }) => name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}
