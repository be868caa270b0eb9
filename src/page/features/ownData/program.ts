/** The worker that converts a reader's files to images like MNIST's, one request after the other. */
import { knownPixels, readsCanvas, samePixels } from "../../../core/browser/readback";
import { fit } from "../../../core/data/centring";
import type { NamedFile } from "../../../core/data/chosenFiles";
import { ElboError } from "../../../core/errors";
import { OwnDataError, type Drawing, type OwnDataReason, type OwnImages, type ImportOptions, type Prepared } from "../../../core/data/ownData";
import { readPng, type Pixels } from "../../../core/png/readPng";
import { writePng } from "../../../core/png/writePng";
import { readChosen } from "../../../subject/data/own/chosen";
import { filesOfDrawings } from "../../../subject/data/own/drawn";
import { isPng } from "../../../subject/data/own/imageSize";
import { GREY_OF_RGB, type Grey } from "../../../subject/data/own/parts";
import { prepare, suggestedOptions } from "../../../subject/data/own/prepare";
import { readFiles, type Decode, type ParsedFiles } from "../../../subject/data/own/read";
import { archiveOf } from "../../../subject/data/own/save";
import { serve as serveCommands } from "../../../engine/worker/rpc";

/** Why files are refused, as sent to the page. */
export interface Refused {
  readonly refused: OwnDataReason;
  readonly detail: string;
}

/** Commands of the worker that reads own data, in order. Each first reports a progress of 0, which says that the script is loaded. */
export interface DataCommands {
  /** Prepares images. `files` null: the previous files with other options; `wishes` null: options that suit the files. */
  prepare: { params: { files: readonly NamedFile[] | null; wishes: ImportOptions | null }; reply: Prepared | Refused };
  /** Prepares drawings instead of files, unchanged or with varied copies. */
  draw: { params: { drawings: readonly Drawing[]; varied: boolean }; reply: Prepared | Refused };
  /** Packs these images into a file. */
  archive: { params: OwnImages; reply: Uint8Array<ArrayBuffer> };
}

type Decoder = (bytes: Uint8Array<ArrayBuffer>, most: number) => Promise<Pixels>;

/** Decodes with the browser's own decoder; transparent pixels become white, like paper. */
const byCanvas: Decoder = async (bytes, most) => {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  try {
    const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(scale * side))) as [number, number];
    const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
};

/** Decodes opaque images with the browser's own decoder, and copies the pixels without a canvas. */
const byFrame: Decoder = async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const { width, height } = bitmap;
    const data = new Uint8ClampedArray(4 * width * height);
    await frame.copyTo(data, { format: "RGBA" });
    return { width, height, data };
  } finally {
    frame.close();
    bitmap.close();
  }
};

async function copiesFrames(): Promise<boolean> {
  const known = knownPixels();
  return byFrame(writePng(known), Infinity).then((copied) => samePixels(copied, known), () => false);
}

let frames: Promise<boolean> | undefined;

/** Decodes an image. Where the pixels of canvases are hidden from pages, a PNG file has the same pixels, but is scaled by our own means. */
const decode: Decode = async (bytes, most) => {
  const own: Decoder | null = await readsCanvas() ? byCanvas : isPng(bytes) ? async () => readPng(bytes) : await (frames ??= copiesFrames()) ? byFrame : null;
  if (!own) throw new OwnDataError("pixels-hidden");
  const image = greyOf(await own(bytes, most));
  if (Math.max(image.width, image.height) <= most) return image;
  const { ink, width, height } = fit(image.pixels, image.width, { left: 0, top: 0, width: image.width, height: image.height }, most);
  return { width, height, pixels: Uint8Array.from(ink, Math.round) };
};

/** Returns the brightness of pixels on white paper, rounded where canvases round. */
function greyOf({ width, height, data }: Pixels): Grey {
  const [red, green, blue] = GREY_OF_RGB;
  const pixels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const alpha = data[at + 3]!;
    const onPaper = (value: number) => Math.round((value * alpha) / 255) + 255 - alpha;
    pixels[i] = Math.round(red * onPaper(data[at]!) + green * onPaper(data[at + 1]!) + blue * onPaper(data[at + 2]!));
  }
  return { width, height, pixels };
}

type OnProgress = (share: number) => void;

/** The share of all reading, unpacking and decoding in the progress; preparation has the rest. */
const READING = 0.8;
/** The share of reading files from the disk within it. */
const FROM_DISK = 0.25;
/** The number of different progresses that are reported. */
const REPORTS = 1000;

/** Passes on a progress that differs visibly from the last one. */
function seldom(onProgress: OnProgress): OnProgress {
  let last = 0;
  return (share) => {
    const now = Math.floor(REPORTS * share);
    if (now !== last) onProgress(share);
    last = now;
  };
}

/** Prepared images and archives are made for one reply each. */
function buffersOf(reply: DataCommands[keyof DataCommands]["reply"]): ArrayBufferLike[] {
  if (reply instanceof Uint8Array) return [reply.buffer];
  return "images" in reply ? [reply.images.train, reply.images.test].flatMap(({ labels, pixels }) => [labels.buffer, pixels.buffer]) : [];
}

/** Serves the requests in order. */
export function serve(): void {
  let given: ParsedFiles | null = null;

  /** `read`: reads the chosen files; null keeps the previous ones. */
  async function prepared(read: ((onShare: OnProgress) => ParsedFiles | Promise<ParsedFiles>) | null, wishes: ImportOptions | null, onProgress: OnProgress): Promise<Prepared | Refused> {
    onProgress(0); // reports that this script is loaded
    const report = seldom(onProgress), start = read ? READING : 0;
    try {
      if (read) {
        given = null;
        given = await read((share) => report(start * share));
      }
      if (!given) throw new ElboError("internal", "no files were chosen");
      return await prepare(given, wishes ?? suggestedOptions(given), (share) => report(start + (1 - start) * share));
    } catch (error) {
      if (error instanceof OwnDataError) return { refused: error.reason, detail: error.detail };
      if (error instanceof RangeError) return { refused: "memory", detail: "" }; // an array that the browser cannot allocate
      throw error;
    }
  }

  serveCommands<DataCommands>(() => ({
    prepare: ({ files, wishes }, { onProgress }) => prepared(files && (async (onShare) => readFiles(await readChosen(files, (share) => onShare(FROM_DISK * share)), decode, (share) => onShare(FROM_DISK + (1 - FROM_DISK) * share))), wishes, onProgress),
    draw: ({ drawings, varied }, { onProgress }) => prepared(() => filesOfDrawings(drawings, varied), null, onProgress),
    async archive(images, { onProgress }) {
      onProgress(0);
      return archiveOf(images);
    },
  }), { inOrder: true, buffersOf });
}
