/** Sentences of notices. */
import type { ErrorCode } from "../../../core/errors";
import type { Backend } from "../../../core/run/runConfig";
import { quoted } from "../../../core/wellFormed";
import { findModel } from "../../../subject/models/registry";
import type { Texts } from "../../i18n";
import type { Notice } from "../../state/notices";
import { countText, deviationText } from "../numbers";
import { modelName, presetTexts } from "../presetTexts";
import { traitsText } from "../runTraits";

const LONGEST = 40;
/** The values by which links say "none". */
const NOTHING: readonly string[] = ["0", "–"];
const cut = (written: string) => quoted(written, LONGEST);
/** Why a program, a file or a worker fails is a sentence of its own. */
const LONGEST_DETAIL = 300;
const cutDetail = (detail: string) => quoted(detail, LONGEST_DETAIL);
/** No notice is longer, whatever a link, a file or a worker says: others must stay on the screen. */
export const LONGEST_NOTICE = 600;

/** Returns the sentence of a notice. Values from a link are quoted unchanged, but truncated. */
export const noticeText = (notice: Notice, texts: Texts): string => quoted(sentenceOf(notice, texts), LONGEST_NOTICE);

function sentenceOf(notice: Notice, texts: Texts): string {
  const { notices, models, shell, checkpoint, measurements } = texts;
  const named = (backend: Backend, device: string | undefined) =>
    (device ? notices.withDevice(shell.backends[backend], cut(device)) : shell.backends[backend]);
  const opened = (sentence: string, used: string) => {
    const name = presetTexts(texts, used.split("@")[0])?.title ?? modelName(texts, cut(used));
    return [sentence, notices.opened(name)].filter(Boolean).join(notices.slow.between);
  };
  switch (notice.kind) {
    case "adjusted": {
      const instead = NOTHING.includes(notice.used) ? new Map(Object.entries(notices.instead)).get(notice.key) : undefined;
      if (instead !== undefined) return notices.without(cut(notice.key), cut(notice.written), instead);
      return notices.adjusted(cut(notice.key), cut(notice.written), cut(notice.used));
    }
    case "unknown-key":
      return notices.unknownKey(cut(notice.key));
    case "no-experiment":
      return opened(notices.noExperiment, notice.used);
    case "unknown-model":
      return opened(notices.unknown("model", cut(notice.written)), notice.used);
    case "unknown-preset":
      return opened(notices.unknown("preset", cut(notice.written)), notice.used);
    case "unknown-preset-version":
      return opened(notices.unknown("preset version", cut(notice.written)), notice.used);
    case "unknown-part":
      return opened(notices.unknown(notice.part, cut(notice.written)), notice.used);
    case "no-program":
      return notices.noProgram[notice.why](notice.of ? notices.withoutProgram[notice.of] : opened("", notice.used ?? ""), cutDetail(notice.detail ?? ""));
    case "settings-refused":
      return notices.settingsRefused(cutDetail(notice.detail));
    case "link-too-long":
      return opened(notices.linkTooLong(countText(notice.characters)), notice.used);
    case "more-adjusted":
      return notices.moreAdjusted(notice.count);
    case "device-lost":
      return notices.deviceLost(named(notice.backend, notice.device), countText(notice.step));
    case "fell-back":
      return notices.fellBack(named(notice.from, notice.device), shell.backends[notice.to]);
    case "disagreed": {
      const backend = named(notice.backend, notice.device);
      const to = notice.to === "eager" ? notices.eagerSteps(shell.backends[notice.backend]) : shell.backends[notice.to];
      const step = countText(notice.step);
      if (notice.reference === "itself") return notices.unsteady(backend, step, to);
      return notices.disagreed(backend, shell.backends[notice.reference], deviationText(notice.off), step, to);
    }
    case "faster":
      return notices.faster(shell.backends[notice.backend], notice.times.toFixed(1));
    case "step-failed":
      return notices.stepFailed;
    case "threads-lost":
      return notices.threadsLost(notice.threads);
    case "comparison-ended":
      return notices.comparisonEnded;
    case "worker-restarted":
      return notices.workerRestarted(countText(notice.step));
    case "step-stopped":
      return notices.stepStopped(countText(notice.step));
    case "not-loaded":
      return checkpoint.notLoaded(checkpoint.reasons[notice.reason](cutDetail(notice.detail)));
    case "not-begun":
      return notices.notBegun(countText(notice.step), notice.code === "data-damaged" ? notices.damagedTrainedStart : notices.noTrainedStart);
    case "not-forked":
      return notices.notForked(countText(notice.step));
    case "not-recomputed":
      return notices.notRecomputed(countText(notice.step));
    case "not-saved":
      return notice.detail === null ? checkpoint.notSaved : checkpoint.notSavedFor(cut(notice.detail));
    case "last-step":
      return notices.lastStep(countText(notice.step));
    case "changes-full":
      return notices.changesFull(countText(notice.count));
    case "not-keeping":
      return notices.notKeeping;
    case "untranslated":
      return notices.untranslated;
    case "page-updated":
      return notices.pageUpdated;
    case "reload-loses":
      return notices.reloadLoses;
    case "run-removed":
      return notices.runRemoved[notice.why]([
        models.presets[notice.preset ?? ""]?.title ?? (findModel(notice.model) ? modelName(texts, notice.model) : cut(notice.model)), traitsText(notice.traits, texts),
      ].filter(Boolean).join(shell.separator), countText(notice.step));
    case "not-measured":
      return notices.notMeasured(measurements.beside[notice.id].name, whyNot(notice.code, notices));
    case "not-stored":
      return notices.notStored[notice.what];
    case "download":
      return notice.handed ? notices.handedOver(cutDetail(notice.name)) : notices.notHandedOver(cutDetail(notice.name));
    case "copied":
      return notice.untrained ? notices.copiedUntrained : (notice.trains ? notices.copiedMoment : notices.copied)(countText(notice.step));
    default:
      return notice satisfies never;
  }
}

function whyNot(code: ErrorCode, { noJudge, damagedJudge, notMeasurable }: Texts["notices"]): string {
  if (code === "data-unreachable") return noJudge;
  return code === "judge-damaged" ? damagedJudge : notMeasurable;
}
