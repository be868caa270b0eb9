/** Sentences about threads: how many compute, why there are no more, and what would help. */
import { MAX_THREADS, threadsOf, tidyThreads } from "../../../core/run/threads";
import type { AllTexts } from "../../i18n/parts";
import type { State } from "../../state/store";

/** `opened`: the parts of an open run that the sentences need; null before a run is open. */
type Facts = Pick<State, "threads" | "processor"> & { readonly opened: Pick<NonNullable<State["opened"]>, "backend" | "engine"> | null };

/** Returns the sentences for the current thread request and backend. */
export function threadSentences(
  { opened, threads: wish, processor: { cores, isolation } }: Facts,
  { backend: { threads: texts }, notices, shell: { backends } }: AllTexts,
): readonly string[] {
  if (opened && opened.backend !== "wasm") return [texts.otherBackend(backends[opened.backend])];
  const used = opened?.engine.mode === "compiled" ? opened.engine.threads : 1;
  const inUse = texts.inUse(used, cores);
  const lost = opened?.engine.mode === "compiled" && opened.engine.lostThreads > 0 ? [notices.threadsLost(opened.engine.lostThreads)] : [];
  const possible = threadsOf(wish, { cores, isolated: true });
  if (isolation === "isolated") {
    const adjusted = wish !== tidyThreads(wish) ? [texts.adjusted(String(wish), MAX_THREADS)] : [];
    return [inUse, ...lost, ...adjusted, texts.choosing];
  }
  if (possible === 1) return [inUse]; // more threads would not help
  return [inUse, isolation === "reload" ? texts.reload(possible) : texts[isolation]];
}
