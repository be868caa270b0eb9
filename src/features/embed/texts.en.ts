/** The page in a frame of another page, and the choice of what stands in it. */
export const en = {
  start: "Start",
  starting: "Starting…",
  before: "Trains a small model here, in your browser. Nothing is computed before you press Start.",
  picture: (step: string) => `Samples of this model, trained up to step ${step}`,
  whole: "Open the whole page",
  choice: {
    frame: "HTML to copy",
    copyFrame: "Copy this HTML",
    title: "In a page of your own",
    forms: { page: "The whole page, in a frame", element: "Panels, as the element <elbo-room>", frame: "Panels, in a frame" },
    about: {
      page: "Everything there is, at once.",
      element: "Readers first see title, text and the button Start. As high as what stands in it; your page can command it.",
      frame: "The same in a plain frame, for pages that take no scripts; its height stays as it is written.",
    },
    panels: {
      equation: "Equation", chart: "Loss chart", samples: "Samples", reconstructions: "Reconstructions", class: "Class", map: "Latent space",
      settings: "Settings", networks: "Networks",
    },
    heading: "Title",
    text: "Text",
  },
};
