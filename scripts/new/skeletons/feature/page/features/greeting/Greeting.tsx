import { useState } from "react";
import { useActions, usePanelParts, useStore } from "../../ui/context";
import { Choice } from "../../ui/kit/Choice";
import { quietly } from "../../ui/kit/quietly";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { choosePreference } from "../../ui/preferences/preferences";
import { greetings } from "./actions";
import { greetingTexts } from "./texts";

/** Greets the guest when it is pressed. */
export function GreetButton() {
  const { greet } = useActions(greetings);
  const [said, setSaid] = useState("");
  return (
    <>
      <button className="button" onClick={() => quietly(greet().then(setSaid))}>{useLoadedTexts(greetingTexts).greet}</button>
      <output>{said}</output>
    </>
  );
}

/** The check box of the choice that the browser remembers. */
export function PoliteChoice() {
  const { store } = usePanelParts();
  const polite = useStore((state) => state.greetingPolite);
  return <Choice name={useLoadedTexts(greetingTexts).polite} checked={polite} onChange={(on) => choosePreference(store, { greetingPolite: on })} />;
}
