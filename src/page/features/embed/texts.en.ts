/** The page in a frame of another page, and the choice of what stands in it. */
export const en = {
  start: "Start",
  starting: "Starting…",
  before: "A small model trains here, in your browser. Nothing is computed until you press Start.",
  picture: (step: string) => `Samples of this model, trained up to step ${step}`,
  lacks: {
    preset: (name: string) => `ELBO Room has no preset “${name}”`,
    model: (name: string) => `ELBO Room has no model “${name}”`,
    advice: "Nothing was started. The author of this page can correct the name in the link or in the attributes of the element.",
  },
  whole: "Open the whole page",
  choice: {
    frame: "HTML to copy",
    copyFrame: "Copy this HTML",
    title: "Embedding",
    forms: { page: "The whole page, in a frame", element: "Panels, as the element <elbo-room>", frame: "Panels, in a frame" },
    about: {
      page: "The frame shows the whole page, ready to train.",
      element: "Readers first see the title, the text and a Start button. The element fits the height of its content, and your page can control it.",
      frame: "A plain frame shows the same, for pages that allow no scripts. Its height is fixed.",
    },
    panels: {
      equation: "Equation", chart: "Loss chart", samples: "Samples", reconstructions: "Reconstructions", class: "Class", map: "Latent space",
      settings: "Settings", networks: "Networks",
    },
    controls: {
      title: "Controls that readers get",
      names: { train: "Train and Pause", step: "Step", reset: "Reset", views: "Views of the latent space", page: "Link to the whole page" },
    },
    settings: {
      title: "Settings that readers get",
      all: "Lock all settings, which readers then see but cannot change",
      ways: { free: "can be changed", locked: "locked", hidden: "left out" },
    },
    heading: "Title",
    text: "Text",
  },
};
