/** Says for every key of the store's slices where it survives a reload; a key without an answer does not compile. */
import type { Persistence } from "./settings";
import type { ConfigSlice, ViewSlice } from "./store";

/** Where each part of the store persists. The run's slice is the worker's word; whole runs are kept by `app/keeping.ts`. */
export const PERSISTENCE = {
  config: "link",
  begun: "link",
  preset: "link",
  stop: "link",
  comparison: "link",
  z: "link",
  class: "link",
  /** In the link once it was chosen, by the link or by hand; otherwise each reader gets their own. */
  language: "link and browser",
  /** In the link by choice only. */
  theme: "link and browser",
  present: "link",
  enlarged: "link",
  question: "link",
  hands: "nowhere",
  asking: "nowhere",
  embed: "link",
  /** Of the rooms chosen by hand the browser remembers the last one: the bare address opens it. */
  room: "link and browser",
  /** Its range where that was set; what was found of it is found again. */
  plane: "link",
  basis: "link",
  ranged: "link",
  pinned: "link",
  layers: "link",
  looking: "link",
  instrument: "link",
  fillIn: "link",
  following: "link",
  lesson: "link",
  /** The guesses of the lesson or study that is open go into a link by choice. */
  notebook: "browser",
  linkedGuesses: "nowhere",
  linkedTalk: "nowhere",
  study: "link",
  studyNotes: "browser",
  highlighted: "nowhere",
  lit: "nowhere",
  code: "nowhere",
  chart: "link",
  characterKeys: "browser",
  /** Never in a link or a saved run: it changes nothing but the pace. */
  threads: "browser",
  processor: "nowhere",
  suspendsWhileHidden: "browser",
  notices: "nowhere",
  kept: "nowhere",
  machine: "nowhere",
} as const satisfies Record<keyof ConfigSlice | keyof ViewSlice, Persistence>;
