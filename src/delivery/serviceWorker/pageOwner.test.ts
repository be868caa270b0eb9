/** What a host sends after the page has moved or while it is unreachable, and the conclusions. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LIST, PAGE } from "../offline/files";
import { daysWith, isLeft, isOurs, signOfList, signOfPage } from "./pageOwner";

const html = (text: string, status = 200) => new Response(text, { status, headers: { "content-type": "text/html" } });
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const OURS = `<!doctype html><head><title>ELBO Room</title><script type="module" src="./assets/index-B_x-1.js"></script></head><body>`;
const OTHERS = "<!doctype html><head><title>Slides</title></head><body>";
const LIST_OF_OURS = { files: [{ path: PAGE, bytes: 1, sha256: "0".repeat(64) }] };

describe("a page", () => {
  it("is ours if both its title and its first script are", async () => {
    expect(readFileSync("index.html", "utf8")).toContain("<title>ELBO Room</title>");
    expect([OURS, OTHERS, OTHERS.replace("Slides", "ELBO Room"), OURS.replace("ELBO Room", "Slides"), ""].map(isOurs)).toEqual([true, false, false, false, false]);
    expect([await signOfPage(html(OURS)), await signOfPage(html(OTHERS)), await signOfPage(html(""))]).toEqual(["ours", "others", "unknown"]);
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

describe("a visit", () => {
  it("suggests that the page has left if neither the page nor its list is there, or another page stands in place of both", () => {
    for (const page of ["others", "absent", "elsewhere"] as const) for (const list of ["absent", "others"] as const) expect(isLeft(page, list)).toBe(true);
    for (const list of ["unknown", "elsewhere", "ours"] as const) expect(isLeft("others", list)).toBe(true);
  });

  it("suggests nothing if it is redirected with the list, or the page alone is missing", () => {
    for (const list of ["elsewhere", "unknown", "ours"] as const) expect([isLeft("elsewhere", list), isLeft("absent", list)]).toEqual([false, false]);
  });

  it("counts once a day, whatever the order of the days; other text counts for nothing", () => {
    const [first, second] = [new Date("2026-11-30T23:59:59Z"), new Date("2026-12-01T00:00:01Z")];
    expect(daysWith("", first)).toEqual(["2026-11-30"]);
    expect(daysWith("2026-11-30", first)).toEqual(["2026-11-30"]);
    expect(daysWith("2026-11-30", second)).toEqual(["2026-11-30", "2026-12-01"]);
    expect(daysWith("2026-11-30 2026-12-01", first)).toEqual(["2026-11-30", "2026-12-01"]); // the clock was set back
    for (const written of [String(first.getTime()), "<!doctype html>", "12026-11-301"]) expect(daysWith(written, first)).toEqual(["2026-11-30"]);
  });
});
