/**
 * What content policies refuse the page and its worker. The page's own policy allows all that it does: a refusal is due to one of its server, which applies in
 * addition, or concerns something that an extension or a proxy has added. Imported by the page's first script and the worker's entry, before anything can be refused.
 */
/** The fields of the browser's event that say what was refused. */
export type Refusal = Pick<SecurityPolicyViolationEvent, "effectiveDirective" | "blockedURI" | "sample">;

const found: Refusal[] = [];
const listeners = new Set<() => void>(); // that of `core/listeners.ts` is in a later script

/** Adds a refusal, also one that the worker reports. */
export function noteRefusal(refusal: Refusal): void {
  found.push(refusal);
  listeners.forEach((listener) => listener());
}

/** Returns all refusals until now. */
export const refusals = (): readonly Refusal[] => found;

/** Calls the listener after each new one. Returns a function that unsubscribes. */
export function onRefusal(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

// Unit tests have no such events.
globalThis.addEventListener?.("securitypolicyviolation", (event) => {
  const violation = event as SecurityPolicyViolationEvent; // the type of a worker's event is not in TypeScript's library of pages
  if (violation.disposition === "enforce") noteRefusal(violation);
});
