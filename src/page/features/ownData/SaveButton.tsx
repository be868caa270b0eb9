/** A button that saves prepared images as an archive. Beside it stands what became of the file. */
import { useState } from "react";
import { ElboError } from "../../../core/errors";
import type { OwnImages } from "../../../core/data/ownData";
import { useActions, useTexts } from "../../ui/context";
import { download } from "../../ui/kit/download";
import { quietly } from "../../ui/kit/quietly";
import { ownData } from "./actions";
import type { OwnDataTexts } from "./texts";
import { whyRefused } from "./whyRefused";
import "./ownData.css";

interface Props {
  readonly name: string;
  readonly about?: string;
  readonly className?: string;
  readonly texts: OwnDataTexts;
  /** Resolves to the images; null: this browser does not have them. */
  images(): Promise<OwnImages | null>;
}

export function SaveButton({ name, about, className = "", texts, images }: Props) {
  const { archive } = useActions(ownData);
  const { notices } = useTexts();
  const [failed, setFailed] = useState<string | null>(null);
  const [handed, setHanded] = useState<string | null>(null);
  const save = async () => {
    setFailed(null);
    setHanded(null);
    try {
      const found = await images();
      if (!found) throw new ElboError("own-data-missing", "The images are not in this browser.");
      const { name: file, file: content } = await archive(found);
      download(file, content);
      setHanded(notices.handedOver(file));
    } catch (error) {
      setFailed(whyRefused(error, texts, notices));
    }
  };
  return (
    <>
      <button type="button" className={`button ${className}`} title={about} onClick={() => quietly(save())}>{name}</button>
      {handed && <span role="status">{handed}</span>}
      {failed && <span role="alert" className="own-data__refused">{failed}</span>}
    </>
  );
}
