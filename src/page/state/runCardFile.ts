/**
 * Reads a run card in JSON, and the experiment that it describes. Cards of all published versions can be opened: each version has its schema here
 * (`runCard.ts` has the newest) and a file in `e2e/released/`.
 */
import * as v from "valibot";
import { CheckpointError } from "./checkpoint/format";
import type { ReadableFile } from "./checkpoint/decode";
import { parseStrictly } from "./checkpoint/json";
import { runCard, type RunCard } from "./runCard";

/** A hundred times the size of a card. */
export const MAX_CARD_BYTES = 1024 * 1024;

/** Resolves to whether a file begins as JSON does. A saved run's header is shorter than 2⁵⁶ bytes, so its eighth byte is 0. */
export async function looksLikeCard(file: ReadableFile): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer().catch(() => new ArrayBuffer(0)));
  return /^\s*\{/.test(new TextDecoder().decode(head)) && head[7] !== 0;
}

/** Resolves to a card. Its link has a #. Rejects with a CheckpointError. */
export async function readWholeCard(file: ReadableFile): Promise<RunCard> {
  if (file.size > MAX_CARD_BYTES) throw new CheckpointError("not-card");
  const written = await file.slice(0, file.size).arrayBuffer().then((bytes) => parsed(new TextDecoder().decode(bytes)), () => {
    throw new CheckpointError("unreadable");
  });
  const about = v.safeParse(v.object({ format: v.literal("elbo-room-run-card"), version: v.number() }), written);
  if (!about.success) throw new CheckpointError("not-card");
  if (about.output.version !== 1) throw new CheckpointError("version", String(about.output.version));
  const card = v.safeParse(runCard, written);
  if (!card.success) throw new CheckpointError("settings", v.getDotPath(card.issues[0]) ?? "");
  if (!card.output.page.link.includes("#")) throw new CheckpointError("settings", "page.link");
  return card.output;
}

/** Returns the fragment of a card's link, without #, which opens the experiment at its beginning. */
export const fragmentOf = ({ page: { link } }: RunCard): string => link.slice(link.indexOf("#") + 1);

/** Resolves to the fragment of the card's link. Rejects with a CheckpointError. */
export const readRunCard = async (file: ReadableFile): Promise<string> => fragmentOf(await readWholeCard(file));

function parsed(text: string): unknown {
  try {
    return parseStrictly(text);
  } catch {
    throw new CheckpointError("not-card");
  }
}
