/** Executes the commands of keys. Keys that a panel has handled (`preventDefault`) are ignored. */
import { useLayoutEffect } from "react";
import { findModel } from "../../../subject/models/registry";
import { askedPanel, isAsking, steeredSettings } from "../../state/lecture";
import { neighbouringPreset } from "../../state/menus";
import { enlargedNext } from "../../state/rooms";
import { showsRun } from "../../state/openInLearn";
import type { State } from "../../state/store";
import { trainedStartAhead } from "../../state/trainedStart";
import { usePanelParts, type PanelParts } from "../context";
import { keyStop } from "../experiment/keyStop";
import { moveBy } from "../latent/coordinates";
import { openDialog } from "../kit/Dialog";
import { toggleTheme } from "../preferences/preferences";
import { isVisible } from "../kit/isVisible";
import { meantKey } from "../kit/meantKey";
import { quietly } from "../kit/quietly";
import { commandOf, pageDownCommand, pageUpCommand, type KeyCommand, type Press } from "./keys";
import { enterPresent, leavePresent, toggleFullScreen } from "./present";

const TEXT_FIELDS = "textarea, select, input:not([type=range], [type=radio], [type=checkbox]), [contenteditable=true]";

/** If full screen ends within this time after F, F ended it. In milliseconds. */
const F_KEY_MS = 1000;

/** Commands that repeat while their key is held down. */
const REPEATED: readonly KeyCommand["kind"][] = ["move", "step", "setting"];

/** `target`: where a key was pressed, also within the editor, whose elements other listeners do not see. */
function focusOf(target: EventTarget | null): Press["focus"] {
  // Until the next frame a dialog that was closed still has the focus.
  if (!(target instanceof HTMLElement) || !isVisible(target)) return "nothing";
  if (target.matches(TEXT_FIELDS)) return "text";
  if (target.matches("input[type=range], [role=slider]")) return "range";
  if (target.matches("input")) return "radio";
  // A button that was clicked keeps the focus without a visible ring. Space activates a button only if it was reached by keyboard.
  if (target.matches("button:focus-visible, summary:focus-visible, a:focus-visible")) return "button";
  return scrolls(target) ? "scroller" : "nothing";
}

/** Returns whether the element's own content can be scrolled. */
const scrolls = (element: HTMLElement): boolean =>
  element !== document.body && /auto|scroll/.test(getComputedStyle(element).overflow)
  && (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth);

/** Returns the selector of an open dialog or menu. A browser without popovers would throw at their selector. */
const openSelector = (): string => (CSS.supports("selector(:popover-open)") ? "dialog[open], .popover:popover-open" : "dialog[open]");

function openNeighbour({ store, session }: PanelParts, by: 1 | -1): void {
  const name = neighbouringPreset(store.getState().preset?.name, by);
  if (name) quietly(session.openPreset(name));
}

function move({ store, session }: PanelParts, right: number, up: number): void {
  const { z, plane } = store.getState();
  session.moveTo(moveBy(z, plane, right, up));
}

/** Moves a live setting of lecture mode one stop down or up. */
function steer({ store, session }: PanelParts, which: 0 | 1, by: 1 | -1): void {
  const state = store.getState();
  if (state.rewound !== null) return; // the displayed earlier step cannot be changed
  const model = findModel(state.config.model);
  const id = model && steeredSettings(model, state)[which];
  const spec = id && model.hyperparameters[id];
  const value = id && state.config.hyperparameters[id];
  if (!id || !spec || spec.kind === "choice" || typeof value !== "number") return;
  quietly(session.setHyperparameter(id, keyStop(spec, value, by)));
}

/** Returns whether forward in lecture mode begins with the preset's trained start: it has one ahead, and it did not fail to load. */
const beginsTrained = (state: State): boolean =>
  state.step === 0 && trainedStartAhead(state) !== null && !state.notices.some(({ kind }) => kind === "not-begun");

function carryOut(parts: PanelParts, command: KeyCommand): void {
  const { store, session } = parts;
  const { phase, present, step, config } = store.getState();
  const conditional = findModel(config.model)?.conditional ?? false;
  switch (command.kind) {
    case "toggle-training": return quietly(phase === "training" ? session.pause() : session.train());
    case "step": return quietly(session.step());
    case "reset": return quietly(session.reset());
    case "begin": return quietly(session.begin());
    case "undo": return quietly(session.undo());
    case "new-noise": return conditional ? session.newNoise() : undefined;
    case "log": return store.setState(({ chart }) => ({ chart: { ...chart, log: !chart.log } }));
    case "theme": return toggleTheme(store);
    case "present": return present ? leavePresent(store) : enterPresent(store);
    case "full-screen": return toggleFullScreen();
    case "leave": return store.getState().enlarged === null ? leavePresent(store) : store.setState({ enlarged: null });
    case "help": return openDialog("keys-dialog");
    case "class": return conditional ? session.pickClass(command.class) : undefined;
    case "curves": return store.setState(({ chart }) => ({ chart: { ...chart, all: !chart.all } }));
    case "enlarge": return store.setState((state) => ({ enlarged: enlargedNext(state.enlarged, command.by, askedPanel(findModel(config.model)!, state)) }));
    case "setting": return steer(parts, command.which, command.by);
    case "move": return move(parts, command.right, command.up);
    case "next": {
      const next = isAsking(store.getState()) ? "train" : pageDownCommand(phase); // training answers the question
      if (next === "next-preset") return openNeighbour(parts, 1);
      if (next === "pause") return quietly(session.pause());
      if (beginsTrained(store.getState())) quietly(session.begin());
      return quietly(session.train()); // waits for the trained start
    }
    case "previous":
      return pageUpCommand(step) === "reset" ? quietly(session.reset()) : openNeighbour(parts, -1);
    default: return command satisfies never;
  }
}

/** Returns the relevant part of a keyboard event; null if the key was handled already, or belongs to the browser, to a dialog or to an open menu. */
export function pressOf(event: KeyboardEvent, state: State): Press | null {
  // AltGr, by which many keyboards write [ and ], counts as Ctrl and Alt on Windows.
  const typing = event.getModifierState("AltGraph");
  if (event.defaultPrevented || (event.altKey && !typing) || document.querySelector(openSelector())) return null;
  return {
    key: meantKey(event), shift: event.shiftKey, control: event.metaKey || (event.ctrlKey && !typing), focus: focusOf(event.composedPath()[0] ?? null),
    run: showsRun(state), present: state.present, characters: state.characterKeys,
  };
}

/** Handles the page's keys while it is mounted. */
export function useKeys(): void {
  const parts = usePanelParts();
  // An ordinary effect runs some time after the page has become visible, and a key that is pressed until then would be lost.
  useLayoutEffect(() => {
    let pressedF = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (meantKey(event).toLowerCase() === "f") pressedF = event.timeStamp;
      const press = pressOf(event, parts.store.getState());
      const command = press && commandOf(press);
      if (!command || (event.repeat && !REPEATED.includes(command.kind))) return;
      event.preventDefault();
      // Firefox clicks the focused button on key up regardless.
      if (meantKey(event) === " " && event.target instanceof HTMLButtonElement) event.target.blur();
      carryOut(parts, command);
    };
    // Esc ends full screen without a key event, which means "leave" in lecture mode. F also ends it and does not mean that.
    const onFullScreen = (event: globalThis.Event) => {
      const byF = event.timeStamp - pressedF < F_KEY_MS;
      if (!document.fullscreenElement && !byF && parts.store.getState().present) leavePresent(parts.store);
    };
    window.addEventListener("keydown", onKey);
    document.addEventListener("fullscreenchange", onFullScreen);
    return () => {
      window.removeEventListener("keydown", onKey);
      document.removeEventListener("fullscreenchange", onFullScreen);
    };
  }, [parts]);
}
