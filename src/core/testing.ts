/** What tests of all folders need. */
import { vi } from "vitest";

/** Whether all cases are tried, as in `npm run test:all`. `npm test` leaves out some where they are many or take seconds. */
export const EXHAUSTIVE = Boolean(process.env["EXHAUSTIVE"]);

/** Returns all cases, or in `npm test` each n-th, beginning with the first. */
export const eachNth = <T>(n: number, cases: readonly T[]): readonly T[] => (EXHAUSTIVE ? cases : cases.filter((_, i) => i % n === 0));

/** Resolves when `check` throws no more, to its result. Rejects after 30 s, as a busy machine needs more than Vitest's second. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 30_000);
