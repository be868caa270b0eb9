/** Images that stop halfway, fail, or arrive buffered or unpacked, and a reader who saves data, change no bit of a run. */
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { answerFromDist, DIST, SUB_PATH } from "../scripts/serveDist";
import { OwnHost } from "./ownHost";
import { expect, test, type Room } from "./room";

const LINK = "model=vae&hidden=16&batch=16&pool=growing&backend=wasm&seed=3&room=lab";
/** The growing pool needs the second file of images from step 56 on. */
const STEPS = 60;
const SECOND = "train-01000.bin";

let host: OwnHost;
test.beforeEach(() => { host = new OwnHost(); });
test.afterEach(() => host.switchOff());

const body = (file: string): Buffer => readFileSync(path.join(DIST, "mnist", file));
const octets = (response: ServerResponse, length: number, more: Readonly<Record<string, string>> = {}) =>
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": length, ...more });

/** Starts a host that answers requests of images by this function, and all others with files of the page. */
const answering = (images: (file: string, response: ServerResponse) => void) => host.switchOn((request, response) => {
  const inside = new URL(request.url!, "http://localhost").pathname.slice(SUB_PATH.length);
  if (inside.startsWith("mnist/")) images(path.basename(inside), response);
  else answerFromDist(request, response);
});

async function openHere({ page, train }: Room): Promise<void> {
  await page.goto(`${host.address}#${LINK}`);
  await expect(train).toBeEnabled();
}

/** The losses of the run as it is with a host that does nothing of all this. */
async function expectLossesOfGoodLine(room: Room): Promise<void> {
  const losses = await room.losses();
  await room.page.goto("about:blank"); // the page may still be fetching images
  await host.becomes(DIST);
  await openHere(room);
  await room.trainSteps(STEPS);
  expect(losses).toEqual(await room.losses());
}

test("a line that stops in the middle of a file: the page says that it waits, and trains on when the rest arrives", async ({ room }) => {
  let release = (): void => undefined;
  await answering((file, response) => {
    const whole = body(file);
    octets(response, whole.length);
    if (file !== SECOND) return void response.end(whole);
    response.write(whole.subarray(0, whole.length / 3));
    release = () => void response.end(whole.subarray(whole.length / 3));
  });
  await openHere(room);
  const trained = room.trainSteps(STEPS);
  await expect(room.status).toContainText("Waiting");
  await expect(room.page.getByText(/^Waiting: 1,000 of 60,000 images/)).toBeVisible();
  release();
  await trained;
  await expectLossesOfGoodLine(room);
});

test("one of twenty answers breaks off: each is asked for again", { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
  consoleErrors.expect(/ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE|ERR_CONNECTION/);
  let answers = 0;
  let broken = 0;
  await answering((file, response) => {
    const whole = body(file);
    octets(response, whole.length);
    if (answers++ % 20 !== 2) return void response.end(whole);
    broken += 1;
    response.write(whole.subarray(0, 1000), () => response.destroy());
  });
  await openHere(room);
  await room.trainSteps(STEPS);
  expect(broken).toBeGreaterThan(0);
  await expectLossesOfGoodLine(room);
});

test("a proxy that sends files as a whole when it has all of them", { tag: "@exhaustive" }, async ({ room }) => {
  await answering((file, response) => {
    const whole = body(file);
    setTimeout(() => octets(response, whole.length).end(whole), 500);
  });
  await openHere(room);
  await room.trainSteps(STEPS);
  await expectLossesOfGoodLine(room);
});

test("a host that calls the files compressed answers, so that the browser unpacks them", async ({ room }) => {
  await answering((file, response) => {
    const whole = body(file);
    octets(response, whole.length, { "content-encoding": "gzip" }).end(whole);
  });
  await openHere(room);
  await room.trainSteps(STEPS);
  await expectLossesOfGoodLine(room);
});

test("a reader who saves data has the same run", { tag: "@exhaustive" }, async ({ room }) => {
  await room.page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await answering((file, response) => {
    const whole = body(file);
    octets(response, whole.length).end(whole);
  });
  await openHere(room);
  await room.trainSteps(STEPS);
  await expectLossesOfGoodLine(room);
});
