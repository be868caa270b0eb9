/**
 * Whose page stands at this address. A service worker outlives the page that registered it: the page may move away, and another project may be
 * published at its address. Why these signs, and not others: docs/decisions/0009-isolation-by-a-service-worker.md. Pure, so that it can be tested.
 */
import { PAGE } from "../offline/files";
import { listOf } from "../offline/list";

/**
 * What an answer says. `absent`: the host says that nothing is there (404, 410). `elsewhere`: it leads to another address, perhaps to log in.
 * `unknown`: no answer, or one that says nothing of what is published: a failure, a refusal, a wish to wait.
 */
export type Sign = "ours" | "others" | "absent" | "elsewhere" | "unknown";

/**
 * `ours`: the page is here. `gone`: the address is not ours any more. `doubt`: something else answers, and it may pass, as a log-in page does.
 * `unknown`: nothing was learned.
 */
export type Verdict = "ours" | "gone" | "doubt" | "unknown";

/** Milliseconds after which another page in place of ours is not a log-in page or a portal any more: those pass within a day. */
export const DAY = 24 * 3600 * 1000;

/** Characters in which a page's head must have ended. */
const HEAD = 16_384;

/** Both are in every version of the page: its title, and its first script, whose name the build makes. */
export const isOurs = (html: string): boolean => html.includes("<title>ELBO Room</title>") && /\bassets\/index-[\w-]+\.js\b/.test(html);

const byStatus = ({ ok, status, type, redirected }: Response): Sign | null => {
  if (type === "opaqueredirect" || redirected) return "elsewhere";
  if (status === 404 || status === 410) return "absent";
  return ok ? null : "unknown";
};

/** Reads the head of a copy: the answer can still be handed on. */
export async function signOfPage(response: Response): Promise<Sign> {
  return byStatus(response) ?? (isOurs(await headOf(response.clone())) ? "ours" : "others");
}

async function headOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let head = "";
  while (reader && head.length < HEAD && !head.includes("</head>")) {
    const { value, done } = await reader.read();
    if (done) return head;
    head += decoder.decode(value, { stream: true });
  }
  void reader?.cancel();
  return head;
}

/** Many hosts answer with a page for every path that they do not have, so only JSON says that the file is another project's. */
export async function signOfList(response: Response): Promise<Sign> {
  const sign = byStatus(response);
  if (sign) return sign;
  const written: unknown = await response.json().catch(() => undefined);
  if (written === undefined) return "unknown";
  return listOf(written)?.files.some(({ path }) => path === PAGE) ? "ours" : "others";
}

/** `since`: milliseconds for which the address has been in doubt. */
export function verdictOn(page: Sign, list: Sign, since: number): Verdict {
  if (page === "ours" || page === "unknown") return page;
  if (list === "absent" || list === "others") return "gone";
  return page === "others" && since > DAY ? "gone" : "doubt";
}
