/** The command's own sentences for problems of links and files: the page's sentences name its buttons, and what it opened instead. */
import { isWritten } from "../../src/core/model/model";
import { quoted } from "../../src/core/wellFormed";
import { en } from "../../src/page/i18n/en";
import type { CheckpointError } from "../../src/page/state/checkpoint/format";
import type { Notice } from "../../src/page/state/notices";
import { MAX_CHARACTERS } from "../../src/page/state/urlCodec";
import { noticeText } from "../../src/page/ui/notices/noticeText";

/** The longest message of a program that is printed, in UTF-16 units. */
const LONGEST = 200;
const OF_PROGRAM = { run: "The program of the link", second: "The program of the link's second run", editor: "The program of the link's editor" } as const;

/** Returns what is wrong with a link. Texts in notices are cut already, except those of programs. */
export function wrongInLink(notice: Notice): string {
  switch (notice.kind) {
    case "adjusted": return `It has ${notice.key}=${notice.written}, which the page would replace by ${notice.used}.`;
    case "unknown-key": return `It has ${notice.key}=…, which ELBO Room does not know.`;
    case "no-experiment": return "It names no preset, no model and no program.";
    case "unknown-part": return `There is no ${notice.part} “${notice.written}”.`;
    case "unknown-model": return `There is no model “${notice.written}”.`;
    case "unknown-preset": return `There is no preset “${notice.written}”.`;
    case "unknown-preset-version": return `There is no preset “${notice.written}”. The newest version is ${notice.used}.`;
    case "no-program": {
      const program = OF_PROGRAM[notice.of ?? "run"];
      if (notice.why === "damaged") return `${program} is incomplete or damaged. Copy the link again.`;
      if (notice.why === "not-loaded") return `${program} could not be read, because a part of ELBO Room is missing. Fetch ELBO Room again.`;
      return `${program} cannot be trained: ${quoted(notice.detail ?? "", LONGEST)}`;
    }
    case "settings-refused": return `The program of the link does not work with these settings: ${quoted(notice.detail, LONGEST)}`;
    case "link-too-long": return `It has ${notice.characters} characters, and a link has at most ${MAX_CHARACTERS}.`;
    case "more-adjusted": return `${notice.count} more of its parts are not right.`;
    default: return `The page would say: ${noticeText(notice, en)}`; // links have no other notices
  }
}

/** Returns why a file was refused, and what to do where that helps. */
export function whyNotRead({ reason, detail }: CheckpointError): string {
  switch (reason) {
    case "unreadable": return "It could not be read.";
    case "too-large": return "It is larger than 64 MB, the limit for runs.";
    case "not-ours": return "It holds weights, but ELBO Room did not save it.";
    case "version": return "A newer version of ELBO Room wrote it. Update ELBO Room here and run the command again.";
    case "unknown-model": return isWritten({ id: detail }) ? "The program that it contains cannot be trained." : `It is from the model ${detail}, which this version of ELBO Room does not have. Update ELBO Room here and run the command again.`;
    case "not-card": return "It is no run card.";
    case "settings": case "tensors": case "shape": case "dtype": case "not-safetensors": case "offsets": case "not-finite": case "damaged":
      return en.checkpoint.reasons[reason](detail);
    default: return reason satisfies never;
  }
}
