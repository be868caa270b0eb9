/** Fetches the evaluation classifier when it is first needed. */
import { ElboError } from "../../core/errors";
import { readJudge, type BundledJudge } from "../../subject/metrics/judge/judge";

/**
 * Returns a function that fetches and checks the evaluation classifier once, and again after a failure. `fetchBytes`: the
 * content of judge.bin. The function rejects with "judge-damaged", or as `fetchBytes` does.
 */
export function judgeSource(fetchBytes: () => Promise<Uint8Array>): () => Promise<BundledJudge> {
  let judge: Promise<BundledJudge> | null = null;
  return () => {
    judge ??= fetchBytes().then((bytes) => readJudge(bytes)).catch((error: unknown) => {
      judge = null;
      throw error;
    });
    return judge;
  };
}

/** Returns the content of judge.bin at an address; a cached copy is revalidated. Rejects with "data-unreachable". */
export async function fetchJudge(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ElboError("data-unreachable", `the evaluation classifier could not be loaded (${String(cause)})`, { cause });
  }
}
