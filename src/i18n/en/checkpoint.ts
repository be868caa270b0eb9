/** Saving a run to a file and loading it again. `reasons`: why a file is refused, by the ids of `state/checkpoint`. */
export const checkpoint = {
  save: "Save run",
  saveTitle: "Download the weights, the optimiser’s state and the settings as one file, to go on later",
  load: "Load run",
  loadTitle: "Open a file saved here: the same settings, weights and step, paused",
  notSaved: "This run cannot be saved: its weights are no longer numbers.",
  notLoaded: (why: string) => `The file was not opened. ${why}`,
  reasons: {
    "unreadable": () => "The browser could not read it.",
    "too-large": () => "It is larger than 64 MB; no run of this page is.",
    "not-safetensors": () => "It is not a safetensors file, or its beginning is missing or damaged.",
    "not-ours": () => "It holds weights, but was not saved by this page.",
    "version": () => "It was saved by a newer version of this page. Reload the page and try again.",
    "unknown-model": (model: string) => `It is from another model, “${model}”, which this page does not have.`,
    "settings": (key: string) => `Its value of “${key}” is missing or not one this model can have.`,
    "tensors": (name: string) => `It is from another model or network size: “${name}” is missing or does not belong.`,
    "shape": (name: string) => `It is from another model or network size: “${name}” has the wrong shape.`,
    "dtype": (name: string) => `Its numbers should be 32-bit floats (F32), and these are not: “${name}”.`,
    "offsets": () => "It is cut short, or its parts do not add up to the whole.",
    "not-finite": (name: string) => `It holds values that are not numbers, in “${name}”.`,
    "damaged": () => "It was changed or damaged after it was saved: its checksum does not match.",
  },
};
