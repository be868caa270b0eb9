/** Saves the images of a run that is continued in PyTorch, where they are the reader's own. */
import { ownOf } from "../../data/registry";
import { useActions, useStore } from "../../ui/context";
import { download } from "../../ui/kit/download";
import { quietly } from "../../ui/kit/quietly";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { ownData } from "./actions";
import { ownDataTexts } from "./texts";

export function SaveImages() {
  const { find, archive } = useActions(ownData);
  const { saveImages } = useLoadedTexts(ownDataTexts);
  const own = useStore(({ config }) => ownOf(config));
  if (own === undefined) return null;
  const save = async () => {
    const images = await find(own);
    if (!images) return;
    const { name, file } = await archive(images);
    download(name, file);
  };
  return <button type="button" className="button button--quiet" onClick={() => quietly(save())}>{saveImages}</button>;
}
