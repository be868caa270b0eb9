/** The list of kept runs, newest first, with their size. */
import { startTransition, useEffect, useMemo, useState } from "react";
import { ElboError } from "../../../core/errors";
import type { KeptRunsTexts } from "./texts";
import type { KeptRuns } from "../../state/keptRuns";
import { traitsOf } from "../../state/runTraits";
import { usePanelParts, useStore } from "../../ui/context";
import { Space } from "../../ui/kit/Between";
import { quietly } from "../../ui/kit/quietly";
import { countText } from "../../ui/numbers";
import { KeptRun } from "./KeptRun";

const megabytes = (bytes: number) => countText(Math.ceil(bytes / 1e6));

type Listed = Awaited<ReturnType<KeptRuns["list"]>>;
type Taken = Awaited<ReturnType<KeptRuns["storageEstimate"]>>;

export function Shelf({ texts }: { readonly texts: KeptRunsTexts }) {
  const { session } = usePanelParts();
  const [kept, setKept] = useState<KeptRuns | null>(null);
  const [{ runs, newer }, setListed] = useState<Listed>({ runs: [], newer: 0 });
  const [message, setMessage] = useState<"failed" | "blocked" | "newerPage" | "notRenamed" | "otherTerms" | "unreadable" | null>(null);
  const [now] = useState(() => Date.now());
  const traits = useMemo(() => traitsOf(runs), [runs]);
  const onShow = useStore((state) => state.keptAs);
  useEffect(() => {
    session.keptRuns().then(async (its) => {
      if (!its) return setMessage("failed");
      const listed = await its.list();
      startTransition(() => { // hundreds of runs take longer than a frame
        setListed(listed);
        setKept(its);
      });
    }).catch((error: unknown) => {
      const { code } = ElboError.of(error);
      setMessage(code === "storage-blocked" ? "blocked" : code === "storage-newer" ? "newerPage" : "failed");
    });
  }, [session]);
  if (!kept) return <p role="status">{message && texts[message]}</p>;
  const close = () => document.querySelector<HTMLDialogElement>("#kept-runs-dialog")?.close();
  const unreadable = () => setMessage("unreadable");
  const open = (id: string) => void kept.open(id).then(close, unreadable);
  const compare = (id: string) => void kept.compare(id).then((same) => (same ? close() : setMessage("otherTerms")), unreadable);
  const rename = (id: string, name: string | null) => void kept.rename(id, name).then(async () => setListed(await kept.list())).catch(() => setMessage("notRenamed"));
  const remove = (id: string) => quietly(kept.forget(id).then(async () => setListed(await kept.list())));
  return (
    <div className="kept-runs">
      <p>{texts.about}</p>
      <p role="status">{message && texts[message]}</p>
      {runs.length === 0 && <p>{texts.none}</p>}
      <ul className="kept-runs__list">
        {runs.map((run, i) => (
          <KeptRun key={run.id} run={run} traits={traits[i]!} texts={texts} onShow={run.id === onShow} now={now}
            onRename={(name) => rename(run.id, name)}
            onOpen={() => open(run.id)} onCompare={() => compare(run.id)} onRemove={() => remove(run.id)} />
        ))}
      </ul>
      {newer > 0 && <p>{texts.newer(newer)}</p>}
      <Taken key={runs.length} kept={kept} texts={texts} />
    </div>
  );
}

function Taken({ kept, texts }: { readonly kept: KeptRuns; readonly texts: KeptRunsTexts }) {
  const [taken, setTaken] = useState<Taken>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => quietly(kept.storageEstimate().then(setTaken)), [kept]);
  if (!taken) return null;
  const { used, most, persistent } = taken;
  const ask = async () => {
    setRefused(!(await kept.requestPersistence()));
    setTaken(await kept.storageEstimate());
  };
  return (
    <div className="kept-runs__room">
      <meter aria-label={texts.storageName} value={used} max={most} />
      <p>{texts.storage(megabytes(used), megabytes(most))}<Space />{refused ? texts.refused : persistent ? texts.persistent : texts.mayGo}</p>
      {!persistent && !refused && <button className="button" onClick={() => quietly(ask())}>{texts.ask}</button>}
    </div>
  );
}
