/** Which tab writes a kept run: the one that holds its Web Lock. Pages that are not secure have no locks: there each tab takes what it asks for. */

/** Milliseconds that a page which is on its way out may still hold its run: on a busy machine 2000 were not enough. */
const PATIENCE = 5000;
const PREFIX = "elbo-room-run-";

/** Resolves with how to let go of it, or with null where another tab has it. */
export function holdRun(id: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    navigator.locks.request(PREFIX + id, { signal: AbortSignal.timeout(PATIENCE) }, () => new Promise<void>(resolve)).catch(() => resolve(null));
  });
}

/** The ids of those that some tab holds. */
export async function heldRuns(): Promise<ReadonlySet<string>> {
  const { held = [] } = "locks" in navigator ? await navigator.locks.query() : {};
  return new Set(held.flatMap(({ name = "" }) => name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}
