/** The page in a frame of another page, and the choice of what stands in it. */
export const en = {
  start: "Start",
  starting: "Starting…",
  before: "A small model trains here, in your browser. Nothing is computed until you press Start.",
  picture: (step: string) => `Samples of this model, trained up to step ${step}`,
  whole: "Open the whole page",
  choice: {
    frame: "HTML to copy",
    copyFrame: "Copy this HTML",
    title: "In a page of your own",
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
    heading: "Title",
    text: "Text",
  },
};
