/** Copies the address of the experiment as it stands; where the browser forbids that, shows it to be copied by hand. */
import { useState } from "react";
import { useRoom, useTexts } from "../context";

export function CopyLink() {
  const { store, session } = useRoom();
  const { shell } = useTexts();
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = async () => {
    const link = session.link();
    try {
      await navigator.clipboard.writeText(link);
      setByHand(null);
      store.setState(({ notices }) => ({
        notices: [...notices.filter(({ kind }) => kind !== "copied"), { kind: "copied" }],
      }));
    } catch {
      setByHand(link);
    }
  };
  return (
    <>
      <button className="button" onClick={() => void copy()}>{shell.header.copyLink}</button>
      {byHand !== null && (
        <div className="header__link" role="dialog" aria-label={shell.header.copyLink}>
          <label>
            {shell.header.copyByHand}
            <input className="field" readOnly autoFocus value={byHand} onFocus={(event) => event.target.select()} />
          </label>
          <button className="button" onClick={() => setByHand(null)}>{shell.header.close}</button>
        </div>
      )}
    </>
  );
}
