import { beforeEach, expect, it, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { createStore } from "zustand/vanilla";
import { step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";
import { createAppStore } from "../../state/createAppStore";
import type { PageParts } from "../../state/pageParts";
import { pack } from "./packedPicture";
import { speakerChannel, type ToSpeaker } from "./messages";
import { createPresentationControls } from "./presentation";
import type { Moment } from "./talk";
import type { TalkState } from "./talkState";

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: { dataset: {}, toggleAttribute: () => undefined }, addEventListener: () => undefined, removeEventListener: () => undefined });
  return () => vi.unstubAllGlobals();
});

/** The samples that the page displays. */
const SHOWN = new Uint8Array(30 * PIXELS).fill(102);

const moment = (step: number | null): Moment => ({ title: "", link: "preset=first-vae", step, panel: null, zoom: false, lit: null, note: "", recording: null, picture: null });

/** Returns the controls of a talk whose runs are trained ahead at once to these thumbnails, with the store and the pictures that were reported. */
function present(moments: readonly Moment[], thumbnails: readonly (Uint8Array | null)[], decoded = new Float32Array(PIXELS)) {
  const store = createAppStore();
  store.setState({ present: true });
  const state = createStore<TalkState>(() => ({ talk: { title: "", moments }, aside: null, before: null, presentation: null, recording: null, preparing: false, notRecorded: false, refused: null, unread: null }));
  const train = vi.fn(async () => undefined);
  const pictures: [number, string][] = [];
  const latest = (kind: string) => (kind === "samples" ? { step: 5, pixels: SHOWN } : kind === "decoded" ? { step: 5, values: decoded } : null);
  const page = { store, frames: { latest }, train, openAt: async () => undefined, trainAhead: async () => thumbnails } as unknown as PageParts; // all that controls use
  const controls = createPresentationControls(page, state, (of, picture) => void pictures.push([moments.indexOf(of), picture]), () => undefined);
  return { store, state, controls, pictures, train };
}

it("reports the picture of each moment that was trained ahead", async () => {
  const thumbnail = new Uint8Array(10 * PIXELS).fill(255);
  const { controls, pictures } = present([moment(3), moment(5), moment(3), moment(5)], [thumbnail, null]);
  controls.begin(0);
  await eventually(() => expect(pictures).toEqual([[1, pack(thumbnail.slice(0, 6 * PIXELS))]]));
  controls.dispose();
});

it("reports what the page displays when a moment is left while its run is at its step", () => {
  const { store, controls, pictures } = present([moment(5), moment(9), moment(9)], []);
  controls.begin(0);
  store.setState({ step: step(5) });
  controls.go(1);
  controls.go(2);
  expect(pictures).toEqual([[0, pack(SHOWN.slice(0, 6 * PIXELS))]]);
  controls.dispose();
});

it("a reload shortly after a question was answered answers it again", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text), removeItem: (key: string) => void stored.delete(key) });
  const question = { text: "More?", answers: [] };
  const talk = [moment(10), { ...moment(10), link: "preset=first-vae&ask=More?" }];
  const { store, controls, train } = present(talk, []);
  controls.begin(0);
  controls.go(1);
  store.setState({ question });
  const unanswered = present(talk, []);
  unanswered.controls.resume();
  await Promise.resolve();
  expect(unanswered.state.getState().presentation).toMatchObject({ at: 1, answered: false });
  expect(train).not.toHaveBeenCalled();
  store.setState({ dismissedQuestion: question });
  const reloaded = present(talk, []);
  reloaded.controls.resume();
  await eventually(() => expect(reloaded.train).toHaveBeenCalledOnce());
  expect(unanswered.train).not.toHaveBeenCalled();
});

it("the speaker's window gets the decoded image, the status of runs on points, and changes of the talk", async () => {
  const received: ToSpeaker[] = [];
  const messages = (kind: ToSpeaker["kind"]) => received.filter((message) => message.kind === kind);
  for (const [decoded, picture] of [[new Float32Array(PIXELS).fill(1), new Uint8Array(PIXELS).fill(255)], [new Float32Array(2), null]] as const) {
    received.length = 0;
    const { state, controls } = present([moment(5)], [], decoded);
    const speaker = speakerChannel(controls.id, (message) => void received.push(message));
    controls.begin(0);
    await eventually(() => expect(messages("now").at(-1)).toMatchObject({ at: 0, picture }));
    state.setState(({ talk }) => ({ talk: { ...talk, moments: [{ ...moment(5), link: "preset=first-vae&ask=More?" }] } }));
    await eventually(() => expect(messages("talk").at(-1)).toMatchObject({ moments: [{ question: "More?" }] }));
    controls.dispose();
    speaker.close();
  }
});
