/** How a program that continues a run is started, for data that are images or points. */
export const commandOf = (model: string, points: boolean): string =>
  `python3 ${model}-continue.py RUN.safetensors ${points ? "" : "FOLDER_OF_MNIST "}[STEPS]`;
