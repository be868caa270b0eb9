/** The way back to what is open in Learn, for rooms in which it is not visible. */
import { openInLearn } from "../../state/openInLearn";
import { usePanelParts, useStore, useTexts } from "../context";
import { choosePreference } from "../preferences/preferences";
import "./foot.css";

export function BackToLearn() {
  const { store } = usePanelParts();
  const { open, back } = useTexts().shell.learn[useStore((state) => openInLearn(state) ?? "lesson")];
  return <>{open} <button className="button back-to-learn" onClick={() => choosePreference(store, { room: "learn" })}>{back}</button></>;
}
