/** Adjustments, workarounds and failures: a sentence, advice, and a button. */
export const notices = {
  name: "Notices",
  dismiss: "Dismiss",
  dismissAll: "Dismiss all",
  more: (count: number) => (count === 1 ? "and one more" : `and ${count} more`),
  adjusted: (key: string, written: string, used: string) => `The link asked for ${key} = ${written}. ${used} is used.`,
  without: (key: string, written: string, instead: string) => `The link asked for ${key} = ${written}, which cannot be used: ${instead}.`,
  /** The name of the value that replaces a rejected one, by the link's key. */
  instead: {
    stop: "training does not stop by itself",
    begin: "the run begins at step 0",
    compare: "there is one run",
    then: "no setting changes in mid-run",
    own: "the images are MNIST’s",
    autostart: "training waits for you to start it",
    present: "this is not lecture mode",
    check: "the machine is not checked",
    log: "the losses stand on a linear axis",
    highlight: "no class stands out",
    drawing: "nothing is drawn",
    lang: "the language stays as it was",
  },
  threadsLost: (threads: number) => `${threads === 1 ? "One thread" : `${threads} threads`} could not start or stopped; the run goes on without, with the same losses.`,
  unknownKey: (key: string) => `The link sets “${key}”, which this page does not know. It is left out.`,
  unknownModel: (written: string, used: string) => `There is no model called “${written}”. This is ${used}.`,
  unknownPreset: (written: string) => `There is no preset called “${written}”. This is the first one.`,
  unknownPresetVersion: (written: string, used: string) => `There is no preset version ${written}. This is ${used}.`,
  linkTooLong: (characters: string) =>
    `The link is ${characters} characters long, too long to be one of this page’s. It is left out.`,
  moreAdjusted: (n: number) =>
    n === 1 ? "One more part of the link was left out." : `${n} more parts of the link were left out.`,
  deviceLost: (backend: string, step: string) => `The graphics processor (${backend}) was lost and started again. The run carries on from step ${step}.`,
  fellBack: (from: string, to: string) => `${from} failed here. The run goes on with ${to}.`,
  faster: (backend: string, times: string) =>
    `Measured meanwhile: ${backend} is ${times} times as fast here as WASM. The next run takes it; this one stays where it is.`,
  disagreed: (backend: string, reference: string, off: string, step: string, to: string) =>
    `${backend} computes wrong numbers here: a step was ${off} off the same step on ${reference}. ` +
    `The run is back at step ${step}, where it was checked last, and goes on with ${to}.`,
  unsteady: (backend: string, step: string, to: string) =>
    `${backend} is not reliable here: the same step gave different results. ` +
    `The run is back at step ${step}, where it was checked last, and goes on with ${to}.`,
  eagerSteps: (backend: string) => `${backend} without compiled steps`,
  stepFailed:
    "A compiled training step failed. The run goes on from its last good weights with eager steps: slower, but just as correct.",
  comparisonEnded: "There is one run again: what differed in the second one does not apply here.",
  workerRestarted: (step: string) => `The computation was lost and carries on from step ${step}.`,
  notKeeping: "The part of the page that keeps runs did not come, perhaps because this device is offline: a reload begins at step 0.",
  pageUpdated: "This page was updated on its server, and a part that your version needs is gone. Your run goes on here. Reload the page to get the new version: the run is kept first.",
  reloadLoses: "The run could not be kept in this browser, so the page was not reloaded: a reload would begin at step 0 or go back. “Save run” in the Lab writes a file.",
  runRemoved: (name: string, step: string) =>
    `The page deleted “${name}”, step ${step}, from Kept runs to make room. It never deletes a run that you have named there.`,
  changesFull: (count: string) => `The setting stays as it was: in this run settings have changed ${count} times, and a link can say no more changes. The run is as it was. To change more, reset the run, or go on from an earlier step.`,
  lastStep: (step: string) => `This run has reached step ${step}, the last one that the page can count. Its weights and losses are as they were. Reset it, or go on from an earlier step.`,
  notMeasured: (name: string, why: string) => `“${name}” is not measured in this run: ${why}. Training goes on.`,
  notBegun: (step: string, why: string) => `The run could not begin at step ${step}: ${why}. It is as it was.`,
  notRecomputed: (step: string) => `Step ${step} could not be recomputed. The nearest stored step is shown instead.`,
  notForked: (step: string) => `The run's state at step ${step} could not be computed again, so there is no fork. It is as it was.`,
  noTrainedStart: "the file with the trained weights did not come, perhaps because this device is offline",
  damagedTrainedStart: "the file with the trained weights arrived damaged and is not used",
  noJudge: "the classifier that judges samples could not be loaded",
  damagedJudge: "the classifier that judges samples arrived damaged",
  notMeasurable: "it failed",
  notStored: {
    talk: "The browser did not store your talk, perhaps because its storage is full or blocked. The talk stays here until you close the page. Save it as a file in its editor.",
    notes: "The browser did not store your notes, perhaps because its storage is full or blocked. They stay here until you close the page. Copy what you want to keep.",
    drawings: "The browser did not store your drawings, perhaps because its storage is full or blocked. They stay here until you close the page. Train on them and save the images as a file to keep them.",
  },
  copied: "Link copied.",
  kept: (step: string) => `The run that stood at step ${step} is kept.`,
  undo: "Undo",
  failure: {
    "data-unreachable": {
      title: "The images did not arrive",
      body: "The MNIST files could not be loaded. Is this device online?",
    },
    "data-damaged": {
      title: "The images arrived damaged",
      body: "A file does not match its checksum, so it is not used. Loading it again usually helps.",
    },
    "backend-unavailable": {
      title: "Nothing here can compute this",
      body: "The chosen backend does not start in this browser. Another one may.",
    },
    "backend-lost": {
      title: "The graphics processor was lost",
      body: "The browser or the system took it away. Start again, or choose another backend.",
    },
    "loss-not-finite": {
      title: "The loss is no longer a number",
      body:
        "A step was too large and the weights ran off. The last good ones are kept. " +
        "A smaller learning rate usually cures it.",
    },
    "unknown-model": { title: "No such model", body: "This page does not have the model that was asked for." },
    "bad-latent": {
      title: "Wrong latent position",
      body: "The position has a different number of values than the latent space has dimensions.",
    },
    "bad-snapshot": {
      title: "The saved weights do not fit",
      body: "They belong to another model or another size of it. The run has to start again.",
    },
    superseded: { title: "Something else was opened", body: "A newer experiment took this one’s place." },
    "worker-lost": {
      title: "The computation stopped",
      body: "The part of the page that computes was lost three times within a minute. “Try again” goes on from the last weights that are known.",
    },
    "no-such-measurement": { title: "Nothing to measure", body: "This model has no such measurement." },
    "bad-setting": {
      title: "This cannot be measured so",
      body: "A setting of the measurement is not a whole number or out of its range. Nothing was measured.",
    },
    "judge-damaged": {
      title: "The judge arrived damaged",
      body: "The file of the classifier that judges samples does not match its checksum, so it is not used. Training goes on.",
    },
    "no-encoder": { title: "Nothing here encodes", body: "This model makes images from noise; it has no way back from an image to a code." },
    "empty-drawing": {
      title: "Nothing is drawn",
      body: "There is nothing on the field yet. Draw a digit on it.",
    },
    "nothing-visible": {
      title: "Nothing is visible",
      body: "Every pixel is erased, so there is nothing to go by. Bring some back.",
    },
    "own-data-missing": {
      title: "The images of this experiment are not here",
      body: "A link does not carry images. Choose the same files; nothing is trained on others.",
    },
    "own-data-newer": {
      title: "The images of this experiment are of a newer version",
      body: "These images were saved by a newer version of this page. They are left as they are. Reload to get it.",
    },
    "own-data-damaged": {
      title: "The images of this experiment are damaged",
      body: "This browser has these images, but they cannot be read. They are left as they are. Choose the same files again to replace them, or delete them under “Own data…”.",
    },
    "own-data-in-frame": {
      title: "Own images are not opened here",
      body: "This page is in a frame of another page, where it neither opens nor shows your own images. They stay in this browser as they are. Open ELBO Room in a tab of its own.",
    },
    "own-data-unsuitable": {
      title: "These images do not suit this model",
      body: "A model that is told classes needs labels, a step as many images as its batch.",
    },
    "storage-blocked": {
      title: "The browser’s storage is not open yet",
      body: "The images of this experiment are in it, and they are safe. Perhaps another version of this page is open in another tab. Close the other tabs of this page, then try again.",
    },
    "storage-newer": {
      title: "The browser’s storage is of a newer version",
      body: "A newer version of this page has changed it, and this version leaves it as it is. Reload the page to get your images.",
    },
    internal: { title: "An error inside the page", body: "This should not have happened. Starting again may help." },
  },
  actions: {
    retry: "Try again",
    reset: "Start again",
    reload: "Reload the page",
    reloadAnyway: "Reload all the same",
    slower: (rate: string) => `Go on at learning rate ${rate}`,
    chooseBackend: "Choose a backend",
    firstModel: "Open the VAE",
  },
  details: "Details",
};
