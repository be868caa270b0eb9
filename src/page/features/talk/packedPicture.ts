/**
 * The small pictures of moments: six samples, or the density of points as a square of four images. A talk contains each in sixteen levels of
 * grey and in base64, at most 3,136 characters.
 */
import { densityTiles } from "../../../core/latent/densityTiles";
import { gridOf } from "../../../core/latent/grid";
import { densityParts } from "../../../core/latent/pictures";
import { PIXELS } from "../../../core/run/runConfig";
import { dataOf } from "../../../subject/data/registry";
import { findModel } from "../../../subject/models/registry";
import type { PageParts } from "../../state/pageParts";

/** The numbers of images in a picture. */
export const TILES = { samples: 6, density: 4 } as const;
/** Columns of the page's grid of samples. */
const GRID_COLUMNS = 10;
/** Neighbouring levels of grey differ by this. */
const LEVEL = 17;

/** Base64 of 4 or 6 images with half a byte for each pixel. */
const PACKED = /^(?:[A-Za-z0-9+/]{2091}=|[A-Za-z0-9+/]{3136})$/;

export const isPacked = (text: string): boolean => PACKED.test(text);

/** Returns the images in a talk's format. `pixels`: 784 bytes for each image. */
export const pack = (pixels: Uint8Array): string =>
  btoa(Array.from({ length: pixels.length / 2 }, (_, i) => String.fromCharCode(16 * levelOf(pixels[2 * i]!) + levelOf(pixels[2 * i + 1]!))).join(""));

/** Returns the images, 784 bytes for each. `packed` is valid. */
export const unpack = (packed: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...atob(packed)].flatMap((letter) => [letter.charCodeAt(0) >> 4, letter.charCodeAt(0) & 15]), (level) => LEVEL * level);

const levelOf = (byte: number) => Math.round(byte / LEVEL);

/** Returns the part of a run's thumbnail that is a moment's picture. */
export const ofThumbnail = (pixels: Uint8Array): Uint8Array => pixels.slice(0, TILES.samples * PIXELS);

/**
 * Returns the picture of what the page displays, for a talk. Null if it displays an untrained run, or one of own images, which nobody expects
 * to be stored with a talk.
 */
export function displayedPicture({ store, frames }: Pick<PageParts, "store" | "frames">): string | null {
  const { config: { model, hyperparameters, own } } = store.getState();
  if (own !== undefined) return null;
  const data = dataOf(hyperparameters);
  if (data.kind === "points") {
    const picture = frames.latest("densities");
    return picture && picture.step > 0 ? pack(densityTiles(densityParts(picture).density, gridOf(data))) : null;
  }
  const picture = frames.latest("samples");
  if (!picture || picture.step === 0) return null;
  const given = findModel(model)?.given;
  const first = given && !given.visible ? GRID_COLUMNS * PIXELS : 0; // the first row is the conditioning input then
  return pack(picture.pixels.subarray(first, first + TILES.samples * PIXELS));
}
