/** The worker that converts a reader's files to images like MNIST's, one request after the other. */
import { ElboError } from "../../core/errors";
import { OwnDataError, type ChosenFile, type Drawing, type OwnDataReason, type OwnImages, type ImportOptions, type Prepared } from "../../core/data/ownData";
import { filesOfDrawings } from "../../data/own/drawn";
import { GREY_OF_RGB } from "../../data/own/parts";
import { prepare, suggestedOptions } from "../../data/own/prepare";
import { readFiles, type Decode, type ParsedFiles } from "../../data/own/read";
import { archiveOf } from "../../data/own/save";
import { serve as serveCommands } from "../../worker/rpc";

/** Why files are refused, as sent to the page. */
export interface Refused {
  readonly refused: OwnDataReason;
  readonly detail: string;
}

/** Commands of the worker that reads own data, in order. Each first reports a progress of 0, which says that the script is loaded. */
export interface DataCommands {
  /** Prepares images. `files` null: the previous files with other options; `wishes` null: options that suit the files. */
  prepare: { params: { files: readonly ChosenFile[] | null; wishes: ImportOptions | null }; reply: Prepared | Refused };
  /** Prepares drawings instead of files, unchanged or with varied copies. */
  draw: { params: { drawings: readonly Drawing[]; varied: boolean }; reply: Prepared | Refused };
  /** Packs these images into a file. */
  archive: { params: OwnImages; reply: Uint8Array<ArrayBuffer> };
}

/** Decodes with the browser's own decoder; transparent pixels become white, like paper. */
const decode: Decode = async (bytes, most) => {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  try {
    const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(scale * side))) as [number, number];
    const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, width, height);
    const { data } = pen.getImageData(0, 0, width, height);
    const [red, green, blue] = GREY_OF_RGB;
    const pixels = Uint8Array.from({ length: width * height }, (_, i) => Math.round(red * data[4 * i]! + green * data[4 * i + 1]! + blue * data[4 * i + 2]!));
    return { width, height, pixels };
  } finally {
    bitmap.close();
  }
};

type OnProgress = (share: number) => void;

/** Prepared images and archives are made for one reply each. */
function buffersOf(reply: DataCommands[keyof DataCommands]["reply"]): ArrayBufferLike[] {
  if (reply instanceof Uint8Array) return [reply.buffer];
  return "images" in reply ? [reply.images.train, reply.images.test].flatMap(({ labels, pixels }) => [labels.buffer, pixels.buffer]) : [];
}

/** Serves the requests in order. */
export function serve(): void {
  let given: ParsedFiles | null = null;

  /** `read`: reads the chosen files; null keeps the previous ones. */
  async function prepared(read: (() => ParsedFiles | Promise<ParsedFiles>) | null, wishes: ImportOptions | null, onProgress: OnProgress): Promise<Prepared | Refused> {
    onProgress(0); // reports that this script is loaded
    try {
      if (read) {
        given = null;
        given = await read();
      }
      if (!given) throw new ElboError("internal", "no files were chosen");
      return await prepare(given, wishes ?? suggestedOptions(given), onProgress);
    } catch (error) {
      if (error instanceof OwnDataError) return { refused: error.reason, detail: error.detail };
      throw error;
    }
  }

  serveCommands<DataCommands>(() => ({
    prepare: ({ files, wishes }, onProgress) => prepared(files && (() => readFiles(files, decode)), wishes, onProgress),
    draw: ({ drawings, varied }, onProgress) => prepared(() => filesOfDrawings(drawings, varied), null, onProgress),
    async archive(images, onProgress) {
      onProgress(0);
      return archiveOf(images);
    },
  }), { inOrder: true, buffersOf });
}
