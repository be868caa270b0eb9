/**
 * Determines whose page is at this address. A service worker outlives the page that registered it: the page may move, and another project may
 * be published at its address. docs/decisions/0009-isolation-by-a-service-worker.md explains the choice of signs. Pure functions.
 */
import { listOf } from "../offline/list";

/**
 * What a response shows. `absent`: the host says that nothing is there (404, 410). `elsewhere`: a redirect, perhaps to log in. `unknown`: no
 * response, or one that says nothing about what is published: a failure, a refusal, a rate limit, an empty page.
 */
export type Sign = "ours" | "others" | "absent" | "elsewhere" | "unknown";

/**
 * The number of different days with a visit that another page answered, and none that the page answered or its kept files opened, after which the address is no
 * longer ours. A log-in page, a captive portal or an empty folder while files are copied may last a day.
 */
export const DAYS = 3;

/** A page's head must end within this many characters. */
const HEAD = 16_384;

/** Returns whether HTML is a version of the page: it has its title and its first script, whose name the build generates. */
export const isOurs = (html: string): boolean => html.includes("<title>ELBO Room</title>") && /\bassets\/index-[\w-]+\.js\b/.test(html);

const byStatus = ({ ok, status, type, redirected }: Response): Sign | null => {
  if (type === "opaqueredirect" || redirected) return "elsewhere";
  if (status === 404 || status === 410) return "absent";
  return ok ? null : "unknown";
};

/** Classifies a page by its head, which is read from a copy so that the response can still be passed on. */
export async function signOfPage(response: Response): Promise<Sign> {
  const sign = byStatus(response);
  if (sign) return sign;
  const head = await headOf(response.clone());
  return head === "" ? "unknown" : isOurs(head) ? "ours" : "others";
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

/** Classifies the list. Many hosts send HTML for every unknown path, so only JSON shows that the file is another project's. */
export async function signOfList(response: Response): Promise<Sign> {
  const sign = byStatus(response);
  if (sign) return sign;
  const written: unknown = await response.json().catch(() => undefined);
  if (written === undefined) return "unknown";
  return listOf(written) ? "ours" : "others";
}

/** Combines both signs: whether this visit suggests that the page has left its address, and is no redirect, refusal or half a copy. `page`: neither `ours` nor `unknown`. */
export const isLeft = (page: Sign, list: Sign): boolean => page === "others" || list === "absent" || list === "others";

/** Adds the day of `now` to the written ones, each once. Other text is ignored, such as the time that version 1.0.0 wrote. Only which days differ matters: a clock can be set back. */
export const daysWith = (written: string, now: Date): readonly string[] => [...new Set([...written.match(/\b\d{4}-\d\d-\d\d\b/g) ?? [], now.toISOString().slice(0, 10)])];
