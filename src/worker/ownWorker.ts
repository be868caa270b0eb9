import type {} from "../core/packedFiles";
/** A worker of this one: the same script, which by its name becomes another program. Most of its code is here already. */
export const ownWorker = (name: "check" | "thread"): Worker => new Worker(self.location.href, { type: globalThis.packedFiles ? "classic" : "module", name });
