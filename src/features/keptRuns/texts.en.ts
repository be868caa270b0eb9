/** The runs that this browser keeps. */
export const en = {
  open: "Kept runs",
  openTitle: "Runs that this browser keeps: go on with one, compare its losses, delete it",
  title: "Kept runs",
  about:
    "A run that trains for two seconds or more is kept in this browser, with its weights and losses: after a reload or a crash it goes on where it was. Nothing is uploaded. A run that you name stays until you delete it. Of the others, the 20 longest stay, with 200 MB at most.",
  none: "No run is kept yet.",
  picture: (name: string) => `Samples of ${name}`,
  facts: (step: string, when: string, megabytes: string) => `Step ${step} · ${when} · ${megabytes}\u00a0MB`,
  onShow: "On show",
  goOn: "Go on",
  goOnWith: (name: string, step: string) => `Go on with ${name} from step ${step}`,
  compare: "Compare",
  compareWith: (name: string, step: string) => `Show the losses of ${name}, step ${step}, behind those of the run on show`,
  rename: "Rename",
  renameIt: (name: string, step: string) => `Rename ${name}, step ${step}`,
  newName: "Name of this run",
  notRenamed: "The name could not be stored, perhaps because the browser has no room. The run is as it was. Delete a run that you no longer need, then try again.",
  remove: "Delete",
  removeIt: (name: string, step: string) => `Delete ${name}, step ${step}`,
  sure: "Delete for good?",
  otherTerms: "It has other losses than the run on show.",
  unreadable: "This run cannot be read.",
  newer: (n: number) => `${n} more ${n === 1 ? "is" : "are"} of a newer version of this page. Reload the page to see ${n === 1 ? "it" : "them"}.`,
  room: (used: string, most: string) => `This page takes ${used} of ${most}\u00a0MB that the browser allows it.`,
  roomName: "Space taken in this browser",
  lasts: "The browser does not delete it by itself.",
  mayGo: "The browser may delete it when the disk is nearly full.",
  ask: "Ask it not to",
  refused: "The browser did not agree.",
  failed: "This browser does not let the page keep anything.",
  blocked: "The browser has not opened its storage, perhaps because another version of this page is open in another tab. The runs in it are safe. Close the other tabs of this page, then open this list again.",
  newerPage: "A newer version of this page has changed the browser’s storage. This version leaves it as it is. Reload the page to see your runs.",
  offer: {
    same: (step: string, when: string) => `You trained this experiment to step ${step}, ${when}.`,
    goOn: "Go on from there",
    returned: (when: string) => `This is your run of ${when}, as you left it.`,
    anew: "Begin anew",
    /** Of each reason: nothing of the run is kept; and it is kept up to a step. */
    notKept: {
      full: {
        nothing: "The browser has no room for this run, and all that is kept stays. Delete what you no longer need under “Kept runs” in the Lab, or write this run to a file with “Save run”.",
        upTo: (step: string) =>
          `The browser has no room for more of this run: a reload goes back to step ${step}. Delete what you no longer need under “Kept runs” in the Lab, or write this run to a file with “Save run”.`,
      },
      blocked: {
        nothing: "The browser has not opened its storage, perhaps because another version of this page is open in another tab. Close the other tabs of this page. Until then this run is not kept: a reload begins at step 0. “Save run” in the Lab writes a file.",
        upTo: (step: string) =>
          `The browser has not opened its storage, perhaps because another version of this page is open in another tab. Close the other tabs of this page. Until then a reload goes back to step ${step}. “Save run” in the Lab writes a file.`,
      },
      newer: {
        nothing: "A newer version of this page has changed the browser’s storage. This version leaves it as it is, and does not keep this run. Write the run to a file with “Save run” in the Lab, then reload the page.",
        upTo: (step: string) =>
          `A newer version of this page has changed the browser’s storage. This version leaves it as it is, and keeps this run up to step ${step} only. Write the run to a file with “Save run” in the Lab, then reload the page.`,
      },
      refused: {
        nothing: "This run could not be kept in this browser: a reload begins at step 0. “Save run” in the Lab writes a file.",
        upTo: (step: string) =>
          `This run could not be kept any further: a reload goes back to step ${step}. “Save run” in the Lab writes a file.`,
      },
    },
  },
};
