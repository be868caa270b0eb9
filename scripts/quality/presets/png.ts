/** Encodes grey pictures as PNG files (PNG specification, 3rd edition) with Node's zlib. */
import { deflateSync } from "node:zlib";
import { crc32 } from "../../../src/core/crc32";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Encodes pixels: width × height bytes, row by row, 0 is black. */
export function greyPng(pixels: Uint8Array, width: number): Buffer {
  const height = pixels.length / width;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits per pixel; the zeros that follow mean grey, deflate and not interlaced
  const rows = Buffer.alloc((width + 1) * height); // each row begins with 0: no filter
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([Buffer.from(SIGNATURE), chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** Tiles images, n × 784 bytes, into one picture with `columns` images in a row. */
export function tiled(images: Uint8Array, columns: number, side = 28): { readonly pixels: Uint8Array; readonly width: number } {
  const width = columns * side;
  const pixels = new Uint8Array(images.length);
  for (let i = 0; i < images.length / (side * side); i++) {
    const [top, left] = [Math.floor(i / columns) * side, (i % columns) * side];
    for (let row = 0; row < side; row++) {
      pixels.set(images.subarray((i * side + row) * side, (i * side + row + 1) * side), (top + row) * width + left);
    }
  }
  return { pixels, width };
}
