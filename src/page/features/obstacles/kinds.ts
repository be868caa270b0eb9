/** Which refusals concern the page, and what each costs it. */
import type { Refusal } from "../../../core/browser/refusals";
import type { Obstacle, RefusedKind } from "./slice";

/** Returns what of the page was refused; null: the refusal does not concern it. `here`: the page's origin. */
export function kindOf({ effectiveDirective: directive, blockedURI, sample }: Refusal, here: string): RefusedKind | null {
  if (blockedURI === "wasm-eval") return "webAssembly";
  if (directive === "trusted-types") return sample.startsWith("elbo-room") ? "trustedTypes" : null;
  if (directive === "img-src") return blockedURI.startsWith("blob") ? "images" : null;
  if (blockedURI !== here && !blockedURI.startsWith(`${here}/`)) return null;
  if (directive.startsWith("script-src")) return "scripts";
  if (directive.startsWith("style-src")) return "styles";
  return directive === "worker-src" ? "workers" : directive === "connect-src" ? "files" : null;
}

/** Returns the obstacles of these refusals, one of each kind. `here`: as above. */
export function obstaclesOf(refusals: readonly Refusal[], here: string): readonly Obstacle[] {
  const found = new Map<RefusedKind, Obstacle>();
  for (const refusal of refusals) {
    const kind = kindOf(refusal, here);
    if (kind && !found.has(kind)) found.set(kind, { kind, directive: refusal.effectiveDirective });
  }
  return [...found.values()];
}
