/** What tests of all folders need. */
import { vi } from "vitest";

/** Resolves when `check` throws no more, to its result. Rejects after 30 s, as a busy machine needs more than Vitest's second. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 30_000);
