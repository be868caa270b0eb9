/** Brings the judge from where the page keeps it, when it is first needed. */
import { ElboError } from "../../core/errors";
import { readJudge, type BundledJudge } from "../../metrics/judge/judge";

/**
 * `fetchBytes`: the content of judge.bin. The judge is fetched and checked when it is first asked for; asked for again
 * after a failure, it is fetched anew. Rejects with "judge-damaged", or with what fetching rejects with.
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

/** From an address. Rejects with "data-unreachable". The cache is asked whether it is up to date. */
export async function fetchJudge(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ElboError("data-unreachable", `the judge could not be loaded (${String(cause)})`, { cause });
  }
}
