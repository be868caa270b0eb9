/**
 * The page's header: name, rooms, preset, run status and tools. In Play the preset and status are elsewhere and the tools are folded; in a
 * wide Lab the status is beside the run. Rooms without a footer have the button that lists the keys here.
 */
import { useState } from "react";
import { usePanelParts, useStore, useTexts } from "../context";
import { choosePreference, toggleTheme } from "../preferences/preferences";
import { isDark } from "../preferences/theme";
import { MoreIcon, ThemeIcon } from "../kit/icons";
import { Slot } from "../kit/Slot";
import { KeysButton } from "../foot/KeysButton";
import { LoadingLine } from "../notices/LoadingLine";
import { enterPresent, leavePresent } from "../present/present";
import { useWideLab } from "../layout/useWideLab";
import { useCurrentRoom } from "../useCurrentRoom";
import { BackendDialog } from "../backend/BackendDialog";
import { CopyLink } from "./CopyLink";
import { LinkDialog } from "./LinkDialog";
import { PresetSelect } from "./PresetSelect";
import { RoomSwitch } from "./RoomSwitch";
import { RunStatus } from "./RunStatus";
import "./header.css";

const OTHERS = {
  chinese: { tag: "zh-CN", name: "中文" },
  english: { tag: "en", name: "English" },
} as const;

export function Header() {
  const { shell } = useTexts();
  const present = useStore((state) => state.present);
  const room = useCurrentRoom();
  const wide = useWideLab();
  const [open, setOpen] = useState(false);
  return (
    <header className="header">
      <button type="button" className="button header__skip" onClick={toMain}>{shell.header.skip}</button>
      <h1 className="header__name">ELB<span className="header__o">O</span> Room</h1>
      {!present && <RoomSwitch />}
      {room === "lab" && <PresetSelect />}
      {room === "lab" && !wide && <RunStatus />}
      {room === "play" && (
        <button
          className="button button--icon header__more" aria-label={shell.play.tools} title={shell.play.tools} aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <MoreIcon />
        </button>
      )}
      {(room !== "play" || open) && <Tools />}
      <LoadingLine />
      <BackendDialog />
      <LinkDialog />
    </header>
  );
}

/** A button, because a link's fragment is an experiment. */
function toMain(): void {
  const main = document.querySelector("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

/** The tools of the page itself. */
function Tools() {
  const { store } = usePanelParts();
  const { shell } = useTexts();
  const language = useStore((state) => state.language);
  const theme = useStore((state) => state.theme);
  const present = useStore((state) => state.present);
  const room = useCurrentRoom();
  // A narrow Lab has the first tools beside its saved runs, and the list of keys in its footer.
  const hasAllTools = useWideLab() || room !== "lab";
  const other = language === "en" ? OTHERS.chinese : OTHERS.english;
  if (present) {
    return <div className="header__tools"><button className="button" onClick={() => leavePresent(store)}>{shell.header.leave}</button></div>;
  }
  return (
    <div className="header__tools">
      {hasAllTools && <Slot name="firstTools" />}
      <CopyLink />
      <button className="button header__present" onClick={() => enterPresent(store)}>{shell.header.present}</button>
      <button className="button" lang={other.tag} onClick={() => choosePreference(store, { language: other.tag })}>{other.name}</button>
      <button className="button button--icon" aria-label={shell.header.darkTheme} aria-pressed={isDark(theme)}
        title={shell.header.darkTheme} onClick={() => toggleTheme(store)}>
        <ThemeIcon />
      </button>
      {hasAllTools && <KeysButton />}
      <Slot name="tools" />
    </div>
  );
}
