/** Which responses get headers, and that a response is otherwise unchanged. */
import { describe, expect, it } from "vitest";
import { wantsHeaders, withHeaders, type Asked } from "./isolate";

const SCOPE = "https://site.example/elbo-room/";

const asked = (path: string, more: Partial<Asked> = {}): Asked =>
  ({ url: new URL(path, SCOPE).href, mode: "navigate", destination: "document", referrer: "", cache: "default", ...more });
const script = (path: string) => asked(path, { mode: "same-origin", destination: "worker", referrer: SCOPE });

describe("headers are for", () => {
  it.each(["", "index.html", "?utm=1", "index.html?x"])("the page, requested as %j", (path) => {
    expect(wantsHeaders(asked(path), SCOPE)).toBe(true);
  });

  it("a page that was opened from another site or from the page itself", () => {
    for (const referrer of ["https://course.example/", "https://course.example/week3.html", SCOPE, `${SCOPE}index.html`]) {
      expect(wantsHeaders(asked("", { referrer }), SCOPE)).toBe(true);
    }
  });

  it("scripts of its workers, and of their workers", () => {
    expect(wantsHeaders(script("assets/entry-a1b2.js"), SCOPE)).toBe(true);
  });
});

describe("no headers are added to", () => {
  it("every other file of the page", () => {
    for (const destination of ["script", "style", "font", "image", ""] as const) {
      expect(wantsHeaders(asked("assets/main-a1b2.js", { mode: "cors", destination }), SCOPE)).toBe(false);
    }
  });

  it("a frame in another page, which cannot be isolated without that page", () => {
    expect(wantsHeaders(asked("", { destination: "iframe" }), SCOPE)).toBe(false);
  });

  it("others' pages and workers below a page at the root of its site", () => {
    const root = "https://site.example/";
    expect(wantsHeaders({ ...asked(""), url: `${root}slides/` }, root)).toBe(false);
    expect(wantsHeaders({ ...script(""), url: `${root}slides/worker.js` }, root)).toBe(false);
    expect(wantsHeaders({ ...asked(""), url: root }, root)).toBe(true);
  });

  it("a window opened by a page of the same site, until it is reloaded", () => {
    const opened = { referrer: "https://site.example/slides.html" };
    expect(wantsHeaders(asked("", opened), SCOPE)).toBe(false);
    expect(wantsHeaders(asked("", { ...opened, cache: "no-cache" }), SCOPE)).toBe(true);
  });
});

describe("a response", () => {
  it("keeps its status, headers and content", async () => {
    const headers = { "content-type": "text/html", etag: '"7"' };
    const answer = withHeaders(new Response("<!doctype html>", { status: 203, statusText: "Copied", headers }), "document");
    expect([answer.status, answer.statusText, await answer.text()]).toEqual([203, "Copied", "<!doctype html>"]);
    expect(Object.fromEntries(answer.headers)).toEqual({
      ...headers, "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
    });
  });

  it("without a body has none", () => {
    expect(withHeaders(new Response(null, { status: 304 }), "document")).toMatchObject({ status: 304, body: null });
  });

  it("replaces the host's headers", () => {
    const answer = withHeaders(new Response("", { headers: { "cross-origin-embedder-policy": "unsafe-none" } }), "document");
    expect(answer.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
  });

  it("for a worker has a content security policy, in addition to the host's", () => {
    const answer = withHeaders(new Response("", { headers: { "content-security-policy": "connect-src 'none'" } }), "worker");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^connect-src 'none', /);
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/'unsafe-/);
  });

  it("that failed or is opaque is passed on", () => {
    const error = Response.error();
    expect(withHeaders(error, "document")).toBe(error);
  });
});
