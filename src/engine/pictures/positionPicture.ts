/**
 * The image at the reader's position: made at once when the reader has moved, as a hand waits for it, and beside training as the
 * weights change. Like any picture it is sent when the page has drawn the last one, and always for the newest position.
 */
import type { Position } from "../../core/pictures";
import type { SideJob } from "../scheduling/sideWork";
import { decodeImages } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";

/** Milliseconds between two of them while training, as for the samples. */
const EVERY = 80;

export class PositionPicture {
  readonly job: SideJob;
  readonly #source: PictureSource;
  readonly #credits: Credits;
  #shown: { readonly position: Position; readonly step: number } | null = null;
  #underWay = false;

  constructor(source: PictureSource, credits: Credits) {
    this.#source = source;
    this.#credits = credits;
    const make = () => this.#make();
    this.job = { name: "decoded", every: EVERY, due: () => this.#due(), run: async function* decoded() { await make(); } };
  }

  /** The reader may have moved, or the page have drawn the last one. Rejects as the backend does. */
  async now(): Promise<void> {
    if (this.#source.position() !== this.#shown?.position && this.#due()) await this.#make();
  }

  #due(): boolean {
    const position = this.#source.position();
    const { still } = this.#source;
    if (!position || this.#underWay || !this.#credits.has("decoded")) return false;
    if (position === this.#shown?.position && still.step === this.#shown.step) return false;
    // It may be of the run before, with a latent space of another size.
    return position.z.length === Number(still.h["latent"]) && this.#source.givenHere(position.given);
  }

  async #make(): Promise<void> {
    const position = this.#source.position();
    if (!position) return;
    const { still } = this.#source;
    const { step } = still;
    this.#shown = { position, step };
    this.#underWay = true;
    try {
      const { z, class: k, movedAt } = position;
      const image = await decodeImages(still, Float32Array.from(z), [k], this.#source.givenPixels(position.given));
      const values = new Float32Array(this.#credits.bytes("decoded", image.byteLength).buffer);
      values.set(image);
      this.#source.send({ kind: "decoded", step, z, movedAt, values });
    } finally {
      this.#underWay = false;
    }
  }
}
