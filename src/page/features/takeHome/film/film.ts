/** Encodes a scene as a file: each frame is painted with its step and origin, and added to the film at once. */
import { SIDE } from "../../../../core/run/runConfig";
import { nextTask } from "../../../../core/tasks";
import { wrapped } from "../../../ui/figures/compose";
import { paintTiles, ramp, tilingSize, type Rgb } from "../../../ui/pictures/paint";
import { gifEncoder, videoEncoder, type VideoFormat } from "./encode";
import type { Scene, Origin } from "./scenes";
import { NoEncoder } from "../saveOptions";

/** The look of a film. */
export interface FilmOptions {
  readonly format: VideoFormat | "gif";
  /** 1: about 280 pixels wide. */
  readonly scale: number;
  readonly theme: "light" | "dark";
  readonly words: boolean;
}

/** The texts in a film. */
export interface FilmWords {
  readonly title: string;
  /** Lines below the pictures; the last one is the link. */
  readonly lines: readonly string[];
  at(where: Origin): string;
}

const WIDTH = 280;
const MARGIN = 8;
const TEXT = { size: 13, height: 19, small: 9, smallHeight: 12 };
/** Greys only, so that 256 colours are enough for every pixel. */
const COLOURS = { light: { paper: [255, 255, 255], ink: [17, 17, 17] }, dark: { paper: [17, 17, 17], ink: [238, 238, 238] } } as const satisfies Record<string, Record<string, Rgb>>;
const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;
/** Rounds up to an even number: video codecs store colour at half the resolution. */
const even = (pixels: number) => 2 * Math.ceil(pixels / 2);

/**
 * Records a scene and returns the film's file. `onFrame` is called after each frame with the number of frames so far and the canvas. Returns
 * null if aborted. Rejects with NoEncoder.
 */
export async function filmOf(scene: Scene, options: FilmOptions, words: FilmWords, onFrame: (shots: number, canvas: HTMLCanvasElement) => void, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  const painting = painter(scene, options, words);
  const comment = words.lines.join("\n");
  let encoder: Awaited<ReturnType<typeof videoEncoder>> = null;
  let shots = 0;
  for await (const { pixels, at } of scene.take(signal)) {
    const canvas = painting(pixels, words.at(at));
    encoder ??= options.format === "gif" ? gifEncoder(canvas, comment) : await videoEncoder(options.format, canvas, words.title, comment);
    if (!encoder) throw new NoEncoder();
    shots += 1;
    await encoder.add(shots === scene.shots ? scene.pace + scene.rest : scene.pace);
    onFrame(shots, canvas);
    await nextTask(); // lets the page handle events
  }
  return signal.aborted || !encoder ? null : encoder.end();
}

/** Returns a function that paints each frame onto the same canvas. */
function painter({ columns }: Scene, { scale, theme, words: shown }: FilmOptions, { lines }: FilmWords) {
  const { paper, ink } = COLOURS[theme];
  const tiles = document.createElement("canvas");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const zoom = Math.max(1, Math.round(WIDTH / (columns * SIDE))) * scale;
  const font = (size: number, weight: number) => `${weight} ${size * scale}px ${getComputedStyle(document.body).fontFamily}`;
  const margin = MARGIN * scale;
  let small: readonly string[] = [];
  return (pixels: Uint8Array, at: string): HTMLCanvasElement => {
    const count = pixels.length / SIDE ** 2;
    const size = tilingSize({ columns, count });
    if (tiles.height !== size.height || tiles.width !== size.width) {
      Object.assign(tiles, size);
      const width = even(size.width * zoom + 2 * margin);
      context.font = font(TEXT.small, 400);
      small = shown ? lines.flatMap((line) => wrapped(line, width - 2 * margin, (text) => context.measureText(text).width)) : [];
      const below = TEXT.height * scale + small.length * TEXT.smallHeight * scale;
      Object.assign(canvas, { width, height: even(size.height * zoom + 2 * margin + below) });
    }
    const image = new ImageData(size.width, size.height);
    paintTiles(image.data, pixels, { columns, count }, ramp(paper, ink));
    tiles.getContext("2d")!.putImageData(image, 0, 0);
    context.fillStyle = css(paper);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = false;
    context.drawImage(tiles, margin, margin, size.width * zoom, size.height * zoom);
    context.fillStyle = css(ink);
    let y = margin + size.height * zoom + TEXT.height * scale;
    context.font = font(TEXT.size, 600);
    context.fillText(at, margin, y - 4 * scale);
    context.font = font(TEXT.small, 400);
    for (const line of small) context.fillText(line, margin, (y += TEXT.smallHeight * scale) - 3 * scale);
    return canvas;
  };
}
