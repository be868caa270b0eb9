import { ElboError } from "../../../core/errors";
import { OwnDataError } from "../../../core/data/ownData";
import { oneLine } from "../../../core/oneLine";
import type { Texts } from "../../i18n";
import { bytesText } from "./limits";
import type { OwnDataTexts } from "./texts";

/** Returns why own images could not be read, prepared or packed, as sentences; null: other work has replaced this. */
export function whyRefused(error: unknown, { refused }: Pick<OwnDataTexts, "refused">, { failure }: Texts["notices"]): string | null {
  if (error instanceof OwnDataError) return refused[error.reason](error.reason === "chosen-bytes" ? bytesText(Number(error.detail)) : oneLine(error.detail));
  const { code } = ElboError.of(error);
  if (code === "superseded") return null;
  return code === "internal" ? failure.internal.title : failure[code].body; // the body of the former is about runs
}
