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
};
