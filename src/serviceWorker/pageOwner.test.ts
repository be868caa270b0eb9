/** What a host sends after the page has moved or while it is unreachable, and the conclusions. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LIST, PAGE } from "../offline/files";
import { DAY, isOurs, signOfList, signOfPage, verdictOn, type Sign } from "./pageOwner";

const html = (text: string, status = 200) => new Response(text, { status, headers: { "content-type": "text/html" } });
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const OURS = `<!doctype html><head><title>ELBO Room</title><script type="module" src="./assets/index-B_x-1.js"></script></head><body>`;
const OTHERS = "<!doctype html><head><title>Slides</title></head><body>";
const LIST_OF_OURS = { files: [{ path: PAGE, bytes: 1, sha256: "0".repeat(64) }] };
const SIGNS: readonly Sign[] = ["ours", "others", "absent", "elsewhere", "unknown"];

describe("a page", () => {
  it("is ours if both its title and its first script are", async () => {
    expect(readFileSync("index.html", "utf8")).toContain("<title>ELBO Room</title>");
    expect([OURS, OTHERS, OTHERS.replace("Slides", "ELBO Room"), OURS.replace("ELBO Room", "Slides"), ""].map(isOurs)).toEqual([true, false, false, false, false]);
    expect([await signOfPage(html(OURS)), await signOfPage(html(OTHERS)), await signOfPage(html(""))]).toEqual(["ours", "others", "others"]);
  });

  it("can be passed on after its head was read, and is not awaited beyond that", async () => {
    const endless = new Response(new ReadableStream({ start: (to) => { to.enqueue(new TextEncoder().encode(OURS)); } }));
    expect(await signOfPage(endless)).toBe("ours");
    const response = html(OURS);
    await signOfPage(response);
    expect(await response.text()).toBe(OURS);
  });

  it("is absent if the host says so; a log-in page elsewhere, a refusal and a failure say nothing about it", async () => {
    const redirected = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    expect(await signOfPage(redirected)).toBe("elsewhere");
    for (const [status, sign] of [[404, "absent"], [410, "absent"], [401, "unknown"], [403, "unknown"], [429, "unknown"], [511, "unknown"], [502, "unknown"]] as const) {
      expect(await signOfPage(html(OTHERS, status))).toBe(sign);
      expect(await signOfList(json({}, status))).toBe(sign);
    }
  });
});

it(`${LIST} is another project's only if it is JSON`, async () => {
  expect(await signOfList(json(LIST_OF_OURS))).toBe("ours");
  for (const value of [{}, [], { files: [] }, { files: ["a.txt"] }, "files"]) expect(await signOfList(json(value))).toBe("others");
  for (const text of [OTHERS, OURS, ""]) expect(await signOfList(html(text))).toBe("unknown");
});

describe("the address", () => {
  it("is ours while the page is there, and unknown if the host cannot be asked", () => {
    for (const list of SIGNS) expect([verdictOn("ours", list, 9 * DAY), verdictOn("unknown", list, 9 * DAY)]).toEqual(["ours", "unknown"]);
  });

  it("is gone if neither the page nor its list is there", () => {
    for (const page of ["others", "absent", "elsewhere"] as const) for (const list of ["absent", "others"] as const) expect(verdictOn(page, list, 0)).toBe("gone");
  });

  it("is in doubt if every path gets the same response: a log-in page, or another project, which stays longer than a day", () => {
    expect([verdictOn("others", "unknown", 0), verdictOn("others", "unknown", DAY), verdictOn("others", "unknown", DAY + 1), verdictOn("others", "ours", DAY + 1)]).toEqual(["doubt", "doubt", "gone", "gone"]);
    for (const list of ["elsewhere", "unknown", "ours"] as const) expect([verdictOn("elsewhere", list, 9 * DAY), verdictOn("absent", list, 9 * DAY)]).toEqual(["doubt", "doubt"]);
  });
});
