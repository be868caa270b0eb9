/**
 * The page's header: name, rooms, preset, run status and tools. In Play the preset and status are elsewhere; in a wide Lab the status is beside
 * the run. Rooms without a footer have the button that lists the keys here.
 */
import { useEffect, useRef } from "react";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../core/language";
import { usePanelParts, useStore, useTexts } from "../context";
import { choosePreference, toggleTheme } from "../preferences/preferences";
import { isDark } from "../preferences/theme";
import { MoreIcon, ThemeIcon } from "../kit/icons";
import { Popover } from "../kit/Popover";
import { usePhone } from "../kit/useMedia";
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

export function Header() {
  const { shell } = useTexts();
  const present = useStore((state) => state.present);
  const room = useCurrentRoom();
  const wide = useWideLab();
  return (
    <header className="header">
      <button type="button" className="button header__skip" onClick={toMain}>{shell.header.skip}</button>
      <h1 className="header__name" translate="no">ELB<span className="header__o">O</span> Room</h1>
      {!present && <RoomSwitch />}
      {room === "play" && <p className="header__tagline">{shell.header.tagline}</p>}
      {room === "lab" && <PresetSelect />}
      {room === "lab" && !wide && <RunStatus />}
      <Tools />
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

/** The tools of the page itself: those for an experiment side by side, in Play and in Learn on a phone within the menu, and those for the page in the menu. */
function Tools() {
  const { store } = usePanelParts();
  const { shell } = useTexts();
  const present = useStore((state) => state.present);
  const room = useCurrentRoom();
  // A narrow Lab has the first tools beside its saved runs, and the list of keys in its footer.
  const hasAllTools = useWideLab() || room !== "lab";
  const phone = usePhone();
  const allInMenu = room === "play" || (room === "learn" && phone);
  useFocusAfterLecture();
  if (present) {
    return <div className="header__tools"><button className="button" onClick={() => leavePresent(store)}>{shell.header.leave}</button></div>;
  }
  const ofExperiment = (
    <>
      {hasAllTools && <Slot name="firstTools" />}
      <CopyLink />
      <button className="button header__present" onClick={() => enterPresent(store)}>{shell.header.present}</button>
    </>
  );
  return (
    <div className="header__tools">
      {!allInMenu && ofExperiment}
      <Slot name="tools" />
      <Popover name={shell.header.more} label={<MoreIcon />} className="button button--icon header__more" menu>
        <div className="menu">
          {allInMenu && ofExperiment}
          <LanguageButtons />
          <ThemeButton />
          {hasAllTools && <KeysButton />}
        </div>
      </Popover>
    </div>
  );
}

/** Leaving lecture mode removes the button that had the focus: the one that enters it gets the focus, or the menu that has it. */
function useFocusAfterLecture(): void {
  const present = useStore((state) => state.present);
  const before = useRef(present);
  useEffect(() => {
    const left = before.current && !present;
    before.current = present;
    if (left && document.activeElement === document.body) document.querySelector<HTMLElement>(".header__tools > .header__present, .header__more")?.focus();
  }, [present]);
}

function LanguageButtons() {
  const { store } = usePanelParts();
  const now = useStore(({ language }) => language);
  return LANGUAGES.map((language) => language !== now && (
    <button key={language} className="button button--quiet" lang={language} translate="no" onClick={() => choosePreference(store, { language })}>{LANGUAGE_NAMES[language]}</button>
  ));
}

function ThemeButton() {
  const { store } = usePanelParts();
  const { shell } = useTexts();
  const dark = isDark(useStore((state) => state.theme));
  return (
    <button className="button button--quiet" aria-pressed={dark} onClick={() => toggleTheme(store)}>
      <ThemeIcon /> {shell.header.darkTheme}
    </button>
  );
}
