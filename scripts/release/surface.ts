/** What scripts and pages around a frame can use of the built page: for the record of a released version, and for the test that compares later ones with it. */
import type { Page } from "playwright";

/** The names of the handle's members and of the keys of `info()`. The page is open. */
export const membersOfHandle = (page: Page) => page.evaluate(async () => ({
  members: Object.keys(window.elboRoom).sort(), info: Object.keys(await window.elboRoom.info()).sort(),
}));

/** The keys of each event that a frame sends, by the event's name, and of `info()` there. Opens a page at the address's origin with a frame in it. */
export async function eventsOfFrame(page: Page, address: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const around = new URL("around.html", address).href;
  await page.route(around, (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><link rel="icon" href="data:,">' }));
  await page.goto(around);
  return page.evaluate((room) => new Promise<Record<string, string[]>>((resolve) => {
    const events: Record<string, string[]> = {};
    const frame = document.createElement("iframe");
    const send = (id: number, command: object) => frame.contentWindow!.postMessage({ elboRoom: 1, id, ...command }, "*");
    window.addEventListener("message", ({ data }: MessageEvent<Record<string, unknown>>) => {
      if (typeof data["event"] === "string") events[data["event"]] ??= Object.keys(data).sort();
      if (data["event"] === "ready") send(1, { command: "hello" });
      if (data["id"] === 1) send(2, { command: "train", steps: 5 });
      if (data["id"] === 2) send(3, { command: "info" });
      if (data["id"] === 3) {
        events["reply"] = Object.keys(data).sort();
        events["info"] = Object.keys(data["value"] as object).sort();
      }
      if (["ready", "height", "status", "losses", "info"].every((name) => name in events)) resolve(events);
    });
    frame.src = `${room}#model=vae&hidden=16&batch=16&backend=wasm&embed=1&origin=${location.origin}`;
    document.body.append(frame);
  }), address);
}
