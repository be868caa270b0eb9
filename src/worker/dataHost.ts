/** The worker that reads a reader's files and makes them into images as MNIST's are, one request after the other. */
import { ElboError } from "../core/errors";
import { OwnDataError } from "../core/ownData";
import { givenOfDrawings } from "../data/own/drawn";
import { prepare, suitingWishes } from "../data/own/prepare";
import { readFiles, type Decode, type Given } from "../data/own/read";
import { archiveOf } from "../data/own/save";
import type { DataReply, DataRequest } from "./protocol";
import { sendingAll } from "./sendingAll";

type Post = (reply: DataReply) => void;

/** By the browser's own decoder; what is transparent is white, as paper. */
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
    // Luma of ITU-R BT.601.
    const pixels = Uint8Array.from({ length: width * height }, (_, i) => Math.round(0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!));
    return { width, height, pixels };
  } finally {
    bitmap.close();
  }
};

let given: Given | null = null;

async function answer(request: DataRequest, post: Post): Promise<void> {
  const { id } = request;
  post({ id, kind: "progress", share: 0 }); // this script is loaded
  if (request.kind === "archive") return post({ id, kind: "archived", bytes: archiveOf(request.images) });
  const drawn = request.kind === "draw";
  if (drawn || request.files) {
    given = null;
    given = drawn ? givenOfDrawings(request.drawings, request.varied) : await readFiles(request.files!, decode);
  }
  if (!given) throw new ElboError("internal", "no files were chosen");
  const wishes = drawn ? null : request.wishes;
  const prepared = await prepare(given, wishes ?? suitingWishes(given), (share) => post({ id, kind: "progress", share }));
  post({ id, kind: "prepared", prepared });
}

async function handle(request: DataRequest, post: Post): Promise<void> {
  const { id } = request;
  try {
    await answer(request, post);
  } catch (error) {
    if (error instanceof OwnDataError) post({ id, kind: "refused", reason: error.reason, detail: error.detail });
    else post({ id, kind: "failed", error: ElboError.of(error).toWire() });
  }
}

/** `early`: what has come before this was loaded. */
export function serve(early: readonly MessageEvent[]): void {
  const post = sendingAll<[DataReply]>((reply) => self.postMessage(reply));
  let done: Promise<void> = Promise.resolve();
  const take = ({ data }: MessageEvent<DataRequest>) => {
    done = done.then(() => handle(data, post));
  };
  early.forEach(take);
  self.addEventListener("message", take);
}
