/**
 * What a content policy refuses the page and its worker. The page's own policy allows all that it does, so this is a policy of its server, which applies in
 * addition. Imported by the page's first script and the worker's entry, before anything can be refused.
 */
import { createListeners } from "../listeners";

/** What was refused: workers, the page's own files, WebAssembly, scripts or styles, images that the page has made, or the name of its Trusted Types policy. */
export type RefusedKind = "workers" | "files" | "webAssembly" | "scripts" | "styles" | "images" | "trustedTypes";

export interface Refusal {
  readonly kind: RefusedKind;
  /** The directive that the browser names, such as "connect-src". */
  readonly directive: string;
}

type Violation = Pick<SecurityPolicyViolationEvent, "effectiveDirective" | "blockedURI" | "disposition" | "sample">;

/** Returns what a policy refused of the page's own; null: it is something of an extension or of a proxy, or it is only reported. `here`: the page's origin. */
export function refusalOf({ effectiveDirective: directive, blockedURI, disposition, sample }: Violation, here: string): Refusal | null {
  const isOwn = blockedURI === here || blockedURI.startsWith(`${here}/`);
  const kind = disposition !== "enforce" ? null
    : blockedURI === "wasm-eval" ? "webAssembly"
      : directive === "trusted-types" && sample.startsWith("elbo-room") ? "trustedTypes"
        : directive === "img-src" && blockedURI.startsWith("blob") ? "images"
          : !isOwn ? null
            : directive === "worker-src" ? "workers"
              : directive === "connect-src" ? "files"
                : directive.startsWith("script-src") ? "scripts"
                  : directive.startsWith("style-src") ? "styles" : null;
  return kind && { kind, directive };
}

const found = new Map<RefusedKind, Refusal>();
const listeners = createListeners();

/** Adds a refusal, once of each kind. */
export function noteRefusal(refusal: Refusal): void {
  if (found.has(refusal.kind)) return;
  found.set(refusal.kind, refusal);
  listeners.call();
}

/** Returns all refusals until now. */
export const refusals = (): readonly Refusal[] => [...found.values()];

/** Calls the listener after each new one. Returns a function that unsubscribes. */
export const onRefusal = listeners.add;

// Unit tests have no such events.
globalThis.addEventListener?.("securitypolicyviolation", (event) => {
  const refusal = refusalOf(event as SecurityPolicyViolationEvent, location.origin);
  if (refusal) noteRefusal(refusal);
});
