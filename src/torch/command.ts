/** What a program that continues a run is told to read: a folder with MNIST, a reader's own images, or nothing, as it draws points itself. */
export type ContinuedData = "mnist" | "own" | "points";

/** The argument that says where the images are. */
export const FOLDERS: Readonly<Record<ContinuedData, readonly string[]>> = { mnist: ["FOLDER_OF_MNIST"], own: ["IMAGES.zip"], points: [] };

/** How it is started. */
export const commandOf = (model: string, data: ContinuedData): string =>
  ["python3", `${model}-continue.py`, "RUN.safetensors", ...FOLDERS[data], "[STEPS]"].join(" ");
