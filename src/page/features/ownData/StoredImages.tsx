/** The own images stored in this browser: each can be used again or deleted. */
import { useState } from "react";
import { ElboError } from "../../../core/errors";
import type { OwnImages } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { oneLine } from "../../../core/oneLine";
import { quoted } from "../../../core/wellFormed";
import type { OwnDataTexts } from "./texts";
import { useActions, useTexts } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { SureButton } from "../../ui/kit/SureButton";
import { ownData } from "./actions";
import { whyRefused } from "./whyRefused";

/** The longest id that is shown of a newer version of the page, in UTF-16 units. */
const MAX_ID = 60;

interface Props {
  readonly ids: readonly string[];
  readonly texts: OwnDataTexts;
  onUse(images: OwnImages): void;
  onDeleted(): void;
}

export function StoredImages({ ids, texts, onUse, onDeleted }: Props) {
  const own = useActions(ownData);
  const { notices } = useTexts();
  const [refused, setRefused] = useState<string | null>(null);
  if (ids.length === 0) return null;
  const forget = async (id: string) => {
    setRefused(null);
    await own.forget(id);
    onDeleted();
  };
  const use = async (id: string) => {
    setRefused(null);
    try {
      const images = await own.find(id);
      if (images) onUse(images);
      else onDeleted();
    } catch (error) {
      setRefused(ElboError.of(error).code === "own-data-damaged" ? texts.damaged : whyRefused(error, texts, notices));
    }
  };
  return (
    <section className="own-data__kept" aria-label={texts.kept}>
      <h3>{texts.kept}</h3>
      {refused && <p role="alert" className="own-data__refused">{refused}</p>}
      <ul>
        {ids.map((id) => {
          const { name, hash } = readOwnId(id) ?? { name: oneLine(quoted(id, MAX_ID)), hash: "" }; // a newer version of the page may write ids in another way
          return (
            <li key={id}>
              <span>{name} <small>{hash.slice(0, 8)}</small></span>
              <button className="button" onClick={() => quietly(use(id))}>{texts.use(name)}</button>
              <SureButton ask={texts.forget(name)} sure={texts.forgetSure(name)} onSure={() => quietly(forget(id))} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
