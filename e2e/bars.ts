/** Image and label files for tests of own data. */
import { gzipSync } from "fflate";
import { writeIdx } from "../src/subject/data/own/idx";

export const COUNT = 280;
/** Image i is a white bar on black of class i % 2: horizontal or vertical. */
export const bars = Uint8Array.from({ length: COUNT * 784 }, (_, at) => {
  const [i, pixel] = [Math.floor(at / 784), at % 784];
  const [x, y] = i % 2 === 0 ? [pixel % 28, Math.floor(pixel / 28)] : [Math.floor(pixel / 28), pixel % 28];
  return x > 3 && x < 24 && y > 8 + (i % 7) && y < 14 + (i % 7) ? 255 : 0;
});
export const barFiles = [
  { name: "bars-images-idx3-ubyte.gz", mimeType: "application/gzip", buffer: Buffer.from(gzipSync(writeIdx([COUNT, 28, 28], bars))) },
  { name: "bars-labels-idx1-ubyte", mimeType: "", buffer: Buffer.from(writeIdx([COUNT], Uint8Array.from({ length: COUNT }, (_, i) => i % 2))) },
];
