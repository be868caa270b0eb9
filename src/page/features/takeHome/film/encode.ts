/** Encodes the frames of a canvas as a film: GIF in exact greys, or WebM or MP4 by the browser's own encoder. */
import { GIFEncoder } from "gifenc";
import { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Output, Mp4OutputFormat, QUALITY_HIGH, WebMOutputFormat } from "mediabunny";

/** Encodes a film frame by frame. */
export interface Encoder {
  /** Adds the canvas' content for this many milliseconds. */
  add(milliseconds: number): Promise<void>;
  end(): Promise<Uint8Array<ArrayBuffer>>;
}

/** The kinds of video files. MP4 has H.264 only, which slides and phones play. */
const VIDEOS = {
  webm: { codecs: ["vp9", "vp8", "av1"], create: () => new WebMOutputFormat() },
  mp4: { codecs: ["avc"], create: () => new Mp4OutputFormat() },
} as const;
export type VideoFormat = keyof typeof VIDEOS;

/**
 * WebKitGTK 2.50 crashes the page if encoders are requested before any media, because GStreamer is not initialised. This costs nothing. It can
 * be deleted when `VideoEncoder.isConfigSupported` works there as a page's first request.
 */
const wakeMedia = (): void => void document.createElement("video").canPlayType("video/webm");

/** Returns null if the browser cannot encode videos of that kind and size. */
export async function videoEncoder(format: VideoFormat, canvas: HTMLCanvasElement, title: string, comment: string): Promise<Encoder | null> {
  const { width, height } = canvas;
  const { codecs, create } = VIDEOS[format];
  wakeMedia();
  const codec = "VideoEncoder" in globalThis ? await getFirstEncodableVideoCodec([...codecs], { width, height }) : null;
  if (!codec) return null;
  const target = new BufferTarget();
  const output = new Output({ format: create(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source);
  output.setMetadataTags({ title, comment });
  await output.start();
  let at = 0;
  return {
    async add(milliseconds) {
      await source.add(at / 1000, milliseconds / 1000);
      at += milliseconds;
    },
    async end() {
      await output.finalize();
      return new Uint8Array(target.buffer!);
    },
  };
}

const GREYS = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey] as const);
/** Bytes of a comment extension: GIF89a, sections 24 and 15. */
const [EXTENSION, COMMENT, BLOCK_BYTES] = [0x21, 0xfe, 255];

/** Encodes a canvas that contains only greys. GIF counts time in hundredths of a second. */
export function gifEncoder(canvas: HTMLCanvasElement, comment: string): Encoder {
  const gif = GIFEncoder();
  const { width, height } = canvas;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  let first = true;
  return {
    add(milliseconds) {
      const { data } = context.getImageData(0, 0, width, height);
      const indices = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!);
      gif.writeFrame(indices, width, height, { delay: milliseconds, ...(first ? { palette: GREYS, repeat: 0 } : {}) });
      first = false;
      return Promise.resolve();
    },
    end() {
      gif.stream.writeBytes(commentBlock(comment));
      gif.finish();
      return Promise.resolve(gif.bytes());
    },
  };
}

/** Returns a comment extension. The standard of 1990 requires ASCII; the UTF-8 text is a link, which is ASCII. */
export function commentBlock(comment: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(comment);
  const block = [EXTENSION, COMMENT];
  for (let at = 0; at < text.length; at += BLOCK_BYTES) {
    const part = text.subarray(at, at + BLOCK_BYTES);
    block.push(part.length, ...part);
  }
  return Uint8Array.from([...block, 0]);
}
