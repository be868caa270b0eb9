/**
 * The data that a program continuing a run reads: a folder with MNIST, a reader's own images, or nothing, because it draws
 * points itself.
 */
export type ContinuedData = "mnist" | "own" | "points";

/** The argument that locates the images. */
export const FOLDERS: Readonly<Record<ContinuedData, readonly string[]>> = { mnist: ["FOLDER_OF_MNIST"], own: ["IMAGES.zip"], points: [] };

/** Returns the command that starts it. */
export const commandOf = (model: string, data: ContinuedData): string =>
  ["python3", `${model}-continue.py`, "RUN.safetensors", ...FOLDERS[data], "[STEPS]"].join(" ");
