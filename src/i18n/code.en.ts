/** Texts of the code beside the equation. They come with its panel, in every language. */
export const en = {
  region: "Code of the objective",
  close: "Close the code",
  language: "Language",
  languages: { torch: "PyTorch", page: "This page" },
  copy: "Copy",
  copied: "Copied",
  refused: "The browser does not let the page copy. Select the text and copy it by hand.",
  download: "Download .py",
  aboutTorch: "With this run’s settings. For the same weights, images and noise its losses and gradients are this page’s; by itself it draws others.",
  aboutPage: "What this page runs, from its own files.",
  lines: (name: string) => `Lines of ${name}`,
  text: "Program text",
  continue: {
    title: "Continue this run in PyTorch",
    about: "Download the run and the program, and run the command: it goes on from the saved step, with this run’s weights, images and noise.",
    folder: "FOLDER_OF_MNIST holds MNIST’s own train-images-idx3-ubyte and train-labels-idx1-ubyte, packed (.gz) or not.",
    program: "Download the program",
    run: "Download the run",
  },
};
