/** The runs that are saved in this browser. */
export const en = {
  open: "Saved runs",
  openTitle: "Runs saved in this browser: continue one, compare its losses, delete it",
  title: "Saved runs",
  about:
    "A run that trains for two seconds or more is saved in this browser, with its weights and losses. After a reload or a crash you can continue it. Nothing is uploaded. A run that you name stays until you delete it. Of the others, the 20 longest stay, with at most 200 MB.",
  none: "No run is saved yet.",
  picture: (name: string) => `Samples of ${name}`,
  facts: (step: string, when: string, megabytes: string) => `Step ${step} · ${when} · ${megabytes}\u00a0MB`,
  onShow: "Current",
  goOn: "Continue",
  goOnWith: (name: string, step: string) => `Continue ${name} from step ${step}`,
  compare: "Compare",
  compareWith: (name: string, step: string) => `Show the losses of ${name}, step ${step}, behind those of the open run`,
  rename: "Rename",
  renameIt: (name: string, step: string) => `Rename ${name}, step ${step}`,
  newName: "Name of this run",
  notRenamed: "The name could not be stored, perhaps because the browser has no room. The run is unchanged. Delete a run that you no longer need, then try again.",
  remove: "Delete",
  removeIt: (name: string, step: string) => `Delete ${name}, step ${step}`,
  sure: "Delete permanently?",
  otherTerms: "Its loss terms differ from those of the open run.",
  unreadable: "This run cannot be read.",
  newer: (n: number) => `${n} more ${n === 1 ? "was" : "were"} saved by a newer version of this page. Reload the page to see ${n === 1 ? "it" : "them"}.`,
  storage: (used: string, most: string) => `This page uses ${used} of the ${most}\u00a0MB that the browser allows.`,
  storageName: "Space used in this browser",
  persistent: "The browser does not delete these runs by itself.",
  mayGo: "The browser may delete these runs when the disk is nearly full.",
  ask: "Ask the browser to keep them",
  refused: "The browser refused.",
  failed: "This browser does not let the page save anything.",
  blocked: "The browser has not opened its storage, perhaps because another tab has another version of this page open. Your saved runs are safe. Close the other tabs of this page, then open this list again.",
  newerPage: "A newer version of this page has changed the browser’s storage. This version does not touch it. Reload the page to see your runs.",
  offer: {
    same: (step: string, when: string) => `You trained this experiment to step ${step}, ${when}.`,
    goOn: "Continue from there",
    returned: (when: string) => `This is your run of ${when}, as you left it.`,
    startNew: "Start a new run",
    inFile: "This page was opened as a file and saves no runs in the browser: a reload begins at step 0. “Save run” in the Lab writes a file, which “Load run” opens again.",
    /** For each reason: nothing of the run is saved; and it is saved up to a step. */
    notKept: {
      full: {
        nothing: "The browser has no room for this run. All saved runs stay. Delete runs that you no longer need under “Saved runs” in the Lab, or write this run to a file with “Save run”.",
        upTo: (step: string) =>
          `The browser has no room for more of this run: a reload goes back to step ${step}. Delete runs that you no longer need under “Saved runs” in the Lab, or write this run to a file with “Save run”.`,
      },
      blocked: {
        nothing: "The browser has not opened its storage, perhaps because another tab has another version of this page open. Until you close the other tabs, this run is not saved: a reload begins at step 0. “Save run” in the Lab writes a file.",
        upTo: (step: string) =>
          `The browser has not opened its storage, perhaps because another tab has another version of this page open. Until you close the other tabs, a reload goes back to step ${step}. “Save run” in the Lab writes a file.`,
      },
      newer: {
        nothing: "A newer version of this page has changed the browser’s storage. This version does not touch it and cannot save this run there. Write the run to a file with “Save run” in the Lab, then reload the page.",
        upTo: (step: string) =>
          `A newer version of this page has changed the browser’s storage. This version does not touch it: the run is saved only up to step ${step}. Write the run to a file with “Save run” in the Lab, then reload the page.`,
      },
      refused: {
        nothing: "This run could not be saved in this browser: a reload begins at step 0. “Save run” in the Lab writes a file.",
        upTo: (step: string) =>
          `This run could not be saved any further: a reload goes back to step ${step}. “Save run” in the Lab writes a file.`,
      },
    },
  },
};
