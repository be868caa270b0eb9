/** Chooses, prepares, previews and uses own images, so that the reader sees what a model will be trained on. */
import { useCallback, useEffect, useRef, useState, type DragEvent } from "react";
import { lacksOwnImages } from "../../../core/errors";
import { checkChosen } from "../../../core/data/chosenFiles";
import { Newest } from "../../../core/newest";
import type { Drawing, OwnImages, ImportOptions, Prepared } from "../../../core/data/ownData";
import { readOwnId, sameOwn } from "../../../core/data/ownId";
import { ownOf } from "../../../subject/data/registry";
import { ownDataTexts } from "./texts";
import { useActions, useStore, useTexts } from "../../ui/context";
import { openDialog } from "../../ui/kit/Dialog";
import { quietly } from "../../ui/kit/quietly";
import { Slot } from "../../ui/kit/Slot";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { ownData } from "./actions";
import { Drawings } from "./Drawings";
import { StoredImages } from "./StoredImages";
import { PreparedImages } from "./PreparedImages";
import { whyRefused } from "./whyRefused";
import "./ownData.css";

type Work =
  | { readonly kind: "idle" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "reading"; readonly share: number }
  | { readonly kind: "prepared"; readonly prepared: Prepared }
  /** `again`: an earlier result whose options can be changed. */
  | { readonly kind: "refused"; readonly why: string; readonly again: Prepared | null };

export function OwnData() {
  const texts = useLoadedTexts(ownDataTexts);
  const actions = useActions(ownData);
  const { notices } = useTexts();
  const own = useStore((state) => ownOf(state.config));
  const failure = useStore((state) => state.failure);
  const [work, setWork] = useState<Work>({ kind: "idle" });
  const [requests] = useState(() => new Newest());
  const [stored, setStored] = useState<readonly string[]>([]);
  const [lasting, setLasting] = useState(true);
  const list = () => actions.storedIds().then(setStored);
  useEffect(() => quietly(actions.storedIds().then(setStored)), [actions]);
  const panel = useRef<HTMLDivElement>(null);
  const end = useCallback((then: "idle" | "cancelled") => {
    requests.cancel();
    actions.end();
    setWork((now) => (now.kind === "reading" ? { kind: then } : now));
  }, [actions, requests]);
  useEffect(() => {
    const dialog = panel.current?.closest("dialog");
    const close = () => end("idle");
    dialog?.addEventListener("close", close);
    return () => dialog?.removeEventListener("close", close);
  }, [end]);
  const cancel = () => {
    end("cancelled");
    panel.current?.querySelector<HTMLElement>(".own-data__choose button")?.focus(); // the pressed button is gone
  };
  const missing = own !== undefined && failure && lacksOwnImages(failure) ? own : null;

  const show = async (preparing: (signal: AbortSignal) => Promise<Prepared>, again: Prepared | null) => {
    const signal = requests.begin();
    setWork({ kind: "reading", share: 0 });
    try {
      const prepared = await preparing(signal);
      if (!signal.aborted) setWork({ kind: "prepared", prepared });
    } catch (error) {
      const why = signal.aborted ? null : whyRefused(error, texts, notices);
      if (why !== null) setWork({ kind: "refused", why, again });
    }
  };
  const prepare = (files: readonly File[] | null, wishes: ImportOptions | null, again: Prepared | null) => show(async (signal) => {
    const named = files && files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    if (named) checkChosen(named);
    return actions.prepare(named, wishes, (share) => { if (!signal.aborted) setWork({ kind: "reading", share }); });
  }, again);
  const prepareDrawn = (drawings: readonly Drawing[], varied: boolean) => show(() => actions.prepareDrawn(drawings, varied), null);
  /** The dialog closes, and the experiment shows what comes next. It opens again if the browser keeps nothing. */
  const use = async (images: OwnImages | null) => {
    setWork({ kind: "idle" });
    panel.current?.closest("dialog")?.close();
    const stored = await actions.use(images);
    setLasting(stored);
    if (!stored) openDialog("own-data-dialog");
    await list();
  };
  const choose = (files: readonly File[]) => { if (files.length > 0) quietly(prepare(files, null, null)); };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    choose([...event.dataTransfer.files]);
  };
  const shown = work.kind === "prepared" ? work.prepared : work.kind === "refused" ? work.again : null;
  const matches = missing !== null && work.kind === "prepared" && sameOwn(work.prepared.images.id, missing);
  return (
    <div ref={panel} className="own-data" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>{texts.about}</p>
      {missing !== null && (
        <p className="own-data__now">
          {failure?.code === "own-data-missing" ? texts.missing(nameOf(missing), readOwnId(missing)!.hash) : failure && notices.failure[failure.code].body}
        </p>
      )}
      {own !== undefined && (
        <p className="own-data__now">
          {missing === null && texts.on(nameOf(own), readOwnId(own)!.classes)}
          <button className="button" onClick={() => quietly(use(null))}>{texts.backToMnist}</button>
        </p>
      )}
      {!lasting && <p role="alert">{texts.notKept}</p>}
      <div className="own-data__choose">
        <FileButton name={texts.choose} onChoose={choose} />
        <FileButton name={texts.chooseFolder} folder onChoose={choose} />
        <span className="own-data__drop">{texts.drop}</span>
      </div>
      <p className="own-data__formats">{texts.formats}</p>
      <Drawings texts={texts} onPrepare={(drawings, varied) => quietly(prepareDrawn(drawings, varied))} />
      {work.kind === "reading" && (
        <p className="own-data__progress">
          <progress aria-label={texts.reading} max={1} value={work.share} /> {texts.reading} {Math.floor(100 * work.share)} %
          <button className="button" onClick={cancel}>{texts.cancel}</button>
        </p>
      )}
      {work.kind === "cancelled" && <p role="status">{texts.cancelled}</p>}
      {work.kind === "refused" && <p role="alert" className="own-data__refused">{work.why}</p>}
      {missing !== null && work.kind === "prepared" && <p role="status">{matches ? texts.found : texts.others(readOwnId(work.prepared.images.id)!.hash)}</p>}
      {shown && (
        <PreparedImages key={shown.images.id} prepared={shown} able={work.kind === "prepared"} fixedName={matches ? missing : null} texts={texts}
          onChange={(wishes) => quietly(prepare(null, wishes, shown))} onUse={(images) => quietly(use(images))} />
      )}
      <StoredImages ids={stored} texts={texts} onUse={(images) => quietly(use(images))} onDeleted={() => quietly(list())} />
      <Slot name="ownData" />
    </div>
  );
}

const nameOf = (id: string) => readOwnId(id)?.name ?? id;

function FileButton({ name, folder = false, onChoose }: { readonly name: string; readonly folder?: boolean; onChoose(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button className="button" onClick={() => input.current?.click()}>{name}</button>
      <input ref={input} type="file" multiple hidden aria-label={name} {...(folder ? { webkitdirectory: "" } : {})}
        onChange={({ target }) => {
          const files = [...target.files ?? []];
          target.value = ""; // the same file may be chosen again
          onChoose(files);
        }} />
    </>
  );
}
