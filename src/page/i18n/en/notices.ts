/** Adjustments, workarounds and failures: a sentence, advice, and a button. */
export const notices = {
  name: "Notices",
  dismiss: "Dismiss",
  dismissAll: "Dismiss all",
  more: (count: number) => (count === 1 ? "and one more" : `and ${count} more`),
  adjusted: (key: string, written: string, used: string) => `The link asked for ${key} = “${written}”. ${used} is used.`,
  without: (key: string, written: string, instead: string) => `The link asked for ${key} = “${written}”, which cannot be used: ${instead}.`,
  /** The name of the value that replaces a rejected one, by the link's key. */
  instead: {
    stop: "training does not stop by itself",
    begin: "the run begins at step 0",
    compare: "no second run is compared",
    then: "no setting changes during training",
    own: "the images are MNIST’s",
    autostart: "training waits for you to start it",
    present: "this is not lecture mode",
    check: "the machine is not checked",
    log: "the loss axis is linear",
    highlight: "no class is highlighted",
    drawing: "nothing is drawn",
    lang: "the language is unchanged",
  },
  threadsLost: (threads: number) => `${threads === 1 ? "One thread" : `${threads} threads`} could not start, or stopped. The run continues with fewer threads and the same losses.`,
  unknownKey: (key: string) => `The link sets “${key}”, which this page does not know. The setting is ignored.`,
  /** The sentence after those that say why another experiment was opened. */
  opened: (used: string) => `“${used}” was opened instead.`,
  noExperiment: "The link names no preset and no model of this page.",
  unknown: (what: "preset" | "preset version" | "model" | "lesson" | "study" | "exercise", written: string) => `There is no ${what} called “${written}”.`,
  noProgram: {
    damaged: (instead: string) => `The link’s program is incomplete or damaged. ${instead} Ask for the link again.`,
    refused: (instead: string, why: string) => `This page cannot train the link’s program: ${why} ${instead}`,
    "not-loaded": (instead: string) => `The part of the page that reads programs could not be loaded. ${instead} Check the connection, then open the link again.`,
  },
  withoutProgram: { second: "Only run A was opened.", editor: "The editor has the run’s program." },
  settingsRefused: (why: string) => `The program does not work with these settings: ${why}`,
  linkTooLong: (characters: string) =>
    `The link has ${characters} characters, too many for a link of this page.`,
  moreAdjusted: (n: number) =>
    n === 1 ? "One more part of the link was ignored." : `${n} more parts of the link were ignored.`,
  withDevice: (backend: string, device: string) => `${backend} (${device})`,
  deviceLost: (backend: string, step: string) => `The GPU (${backend}) stopped responding and was restarted. The run continues from step ${step}.`,
  fellBack: (from: string, to: string) => `${from} failed here. The run continues with ${to}.`,
  faster: (backend: string, times: string) =>
    `${backend} is ${times} times as fast as WASM on this device. The next run of this model uses it; this run does not change.`,
  disagreed: (backend: string, reference: string, off: string, step: string, to: string) =>
    `${backend} gave wrong results here: a step differed by ${off} from the same step on ${reference}. ` +
    `The run returned to its last checked step, ${step}, and continues with ${to}.`,
  unsteady: (backend: string, step: string, to: string) =>
    `${backend} is not reliable here: the same step gave different results. ` +
    `The run returned to its last checked step, ${step}, and continues with ${to}.`,
  eagerSteps: (backend: string) => `${backend} without compiled steps`,
  stepFailed:
    "A compiled training step failed. The run continues from its last good weights with eager steps, which are slower and equally correct.",
  comparisonEnded: "The comparison has ended, because its difference does not apply to this run.",
  /** Steps, or answers, that take seconds or longer. */
  slow: {
    between: " ",
    measured: (seconds: string) => `A step takes ${seconds}\u00a0s here.`,
    step: (seconds: string) => `One step takes longer than ${seconds}\u00a0s here. It is still being computed.`,
    answer: (seconds: string) => `The computation has been busy for ${seconds}\u00a0s and has not answered yet.`,
    setting: (name: string, value: string) => `${name} (${value})`,
    shorter: (settings: readonly string[], backend: string) => (settings.length === 0 ? `Steps may be shorter on another backend than ${backend}.`
      : `Steps are shorter with a smaller ${settings.join(" or ")}, and may be shorter on another backend than ${backend}.`),
    stop: "Stop this computation",
  },
  stepStopped: (step: string) => `The computation was stopped, and its result is lost. The run is paused at step ${step}, the last one whose weights the page has.`,
  workerRestarted: (step: string) => `The training process was lost and restarted. The run continues from step ${step}.`,
  notKeeping: "Autosave could not be loaded, perhaps because this device is offline. A reload would begin at step 0. “Save run” in the Lab writes a file.",
  untranslated: "A translation or an extension of the browser damaged this page. The page is shown again without translation, and your run is unchanged.",
  pageUpdated: "This page was updated on its server. A reload saves your run first.",
  reloadLoses: "The run could not be saved in this browser, so the page was not reloaded. A reload would lose steps. “Save run” in the Lab writes a file.",
  runRemoved: {
    limits: (name: string, step: string) =>
      `The page deleted the saved run “${name}”, step ${step}. Of the runs that you have not named it keeps the 20 longest, with at most 200\u00a0MB.`,
    full: (name: string, step: string) =>
      `The page deleted the saved run “${name}”, step ${step}, because the browser had no room for the open run. Runs that you have named stay.`,
  },
  changesFull: (count: string) => `The setting was not changed. This run has ${count} changes, and a link can hold no more. To change more, reset the run, or continue from an earlier step.`,
  lastStep: (step: string) => `This run has reached step ${step}, the last one that the page can count. Its weights and losses are kept. Reset it, or continue from an earlier step.`,
  notMeasured: (name: string, why: string) => `“${name}” is not measured in this run: ${why}. Training continues.`,
  notBegun: (step: string, why: string) => `The run could not begin at step ${step}: ${why}. The open run is unchanged.`,
  notForked: (step: string) => `The state at step ${step} could not be recomputed, so there is no fork. The run is unchanged.`,
  noTrainedStart: "the pretrained weights could not be loaded, perhaps because this device is offline",
  damagedTrainedStart: "the file with the pretrained weights arrived damaged and is not used",
  noJudge: "the evaluation classifier could not be loaded",
  damagedJudge: "the file of the evaluation classifier arrived damaged",
  notMeasurable: "the measurement failed",
  notRecomputed: (step: string) => `Step ${step} could not be recomputed. The nearest stored step is shown instead.`,
  notStored: {
    talk: "The browser did not store your talk, perhaps because its storage is full or blocked. The talk stays here until you close the page. Save it as a file in its editor.",
    recordings: "The browser stored your talk without its recordings, because they do not fit. They stay here until you close the page. Save the talk as a file in its editor: the file contains them.",
    notes: "The browser did not store your notes, perhaps because its storage is full or blocked. They stay here until you close the page. Copy the notes that you want to keep.",
    drawings: "The browser did not store your drawings, perhaps because its storage is full or blocked. They stay here until you close the page. To keep them, train on them and save the images as a file.",
  },
  handedOver: (name: string) => `Handed to the browser’s downloads: ${name}.`,
  notHandedOver: (name: string) => `The file could not be saved: the browser did not take ${name}. Your run is unchanged. Try again, or allow this site to download files.`,
  copied: (step: string) => `Link copied. It opens at step ${step}.`,
  copiedMoment: (step: string) => `Link copied. It trains by itself to step ${step}, where it stops.`,
  copiedUntrained: "Link copied. It opens the editor with your program, which is not trained yet.",
  kept: (step: string) => `Undo restores your run at step ${step}.`,
  undo: "Undo",
  notFinite: {
    title: "The loss is not finite",
    rate: "Usually a step was too large. Continue at a smaller learning rate.",
    kept: "The last finite weights were kept.",
  },
  failure: {
    "data-unreachable": {
      title: "The images could not be loaded",
      body: "A file did not arrive. Check that this device is online, then try again.",
    },
    "data-damaged": {
      title: "The images arrived damaged",
      body: "A file does not match its checksum, so it is not used. Try again to load a new copy.",
    },
    "backend-unavailable": {
      title: "The compute backend does not start",
      body: "The chosen backend does not work in this browser. Choose another one.",
    },
    "backend-lost": {
      title: "The GPU stopped responding",
      body: "The browser or the system stopped it. Start again, or choose another backend.",
    },
    "loss-not-finite": {
      title: "Training diverged",
      body: "Training has stopped, because the loss is not a finite number.",
    },
    "unknown-model": { title: "No such model", body: "Open the VAE instead." },
    "unknown-preset": { title: "No such preset", body: "Choose another one from the menu." },
    "bad-latent": {
      title: "Wrong latent position",
      body: "A latent position needs one finite number for each latent dimension.",
    },
    "bad-snapshot": {
      title: "The saved weights do not fit",
      body: "They belong to another model or network size. The run has to start again.",
    },
    superseded: { title: "Another experiment was opened", body: "The newer experiment replaced this one." },
    "worker-lost": {
      title: "The computation stopped",
      body: "The training process was lost three times within a minute. “Try again” continues from the last known weights.",
    },
    "no-such-measurement": { title: "Measurement not available", body: "This measurement does not exist for this model." },
    "bad-setting": {
      title: "Invalid measurement setting",
      body: "A setting of the measurement is not a whole number, or is out of range. Correct it and run the measurement again.",
    },
    "program-failed": { title: "The program cannot be trained further", body: "It computes something in the next step that cannot be trained. The details say what. Your run is kept up to here. Change the program and train it again." },
    "judge-damaged": {
      title: "The evaluation classifier arrived damaged",
      body: "The file of the evaluation classifier does not match its checksum, so it is not used. Training continues. Measure again to load a new copy.",
    },
    "no-encoder": { title: "This model has no encoder", body: "It makes images from random codes, and cannot map an image to a code." },
    "empty-drawing": {
      title: "Nothing is drawn",
      body: "The field is empty. Draw a digit on it.",
    },
    "nothing-visible": {
      title: "No pixel is visible",
      body: "Every pixel is erased, so the model has nothing to complete. Restore some pixels.",
    },
    "own-data-missing": {
      title: "The images of this experiment are not here",
      body: "A link contains no images. Choose the same files; the page does not train on other images instead.",
    },
    "own-data-newer": {
      title: "The images of this experiment are from a newer version",
      body: "They are unchanged. Reload the page to get that version.",
    },
    "own-data-damaged": {
      title: "The images of this experiment are damaged",
      body: "This browser has these images but cannot read them. They are unchanged. Choose the same files again to replace them, or delete them under “Own data…”.",
    },
    "own-data-in-frame": {
      title: "Own images are not opened here",
      body: "This page is in a frame of another page, where it neither opens nor shows your own images. They are unchanged in this browser. Open ELBO Room in a tab of its own.",
    },
    "own-data-unsuitable": {
      title: "These images do not suit this model",
      body: "Conditional models need labels, every model needs enough images for one step, and semi-supervised models need MNIST. Choose other images or another model.",
    },
    "storage-blocked": {
      title: "The browser’s storage is not open yet",
      body: "The images of this experiment are safe in it. Perhaps another version of this page is open in another tab. Close the other tabs of this page, then try again.",
    },
    "storage-newer": {
      title: "The browser’s storage is from a newer version",
      body: "This version leaves it unchanged. Reload the page to get your images.",
    },
    internal: { title: "An error inside the page", body: "The run has stopped. Starting again may help." },
  },
  actions: {
    retry: "Try again",
    reset: "Start again",
    reload: "Reload the page",
    reloadAnyway: "Reload anyway",
    moment: "This very moment instead",
    slower: (rate: string) => `Continue at learning rate ${rate}`,
    chooseBackend: "Choose a backend",
    firstModel: "Open the VAE",
  },
  details: "Details",
};
