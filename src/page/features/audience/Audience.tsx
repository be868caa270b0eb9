/** Tools for an audience in lecture mode: the link as a QR code, and one question at a time. */
import { useLayoutEffect } from "react";
import { useLabel, usePanelParts, useStore, type PanelParts } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { later } from "../../ui/kit/later";
import { pressOf } from "../../ui/present/useKeys";
import { isAsking } from "../../state/lecture";
import { audienceCommandOf, type AudienceCommand } from "./keys";
import { withHands } from "./slice";
import { audienceTexts, LINK_CODE, QUESTION } from "./texts";

const parts = () => import("./index");
const WITH_TEXTS = { texts: audienceTexts };
const LinkCode = later(async () => (await parts()).LinkCode, WITH_TEXTS);
const QuestionForm = later(async () => (await parts()).QuestionForm, WITH_TEXTS);
const QuestionStage = later(async () => (await parts()).QuestionStage, WITH_TEXTS);

function carryOut({ store }: PanelParts, command: AudienceCommand): void {
  const { question } = store.getState();
  switch (command.kind) {
    case "link-code": return openDialog("link-code-dialog");
    case "ask": return question ? store.setState((state) => ({ dismissedQuestion: isAsking(state) ? question : null })) : openDialog("question-dialog");
    case "write-question": return openDialog("question-dialog");
    case "hand": return store.setState((state) => ({ hands: withHands(state, command.answer, (now) => now + command.by) }));
    default: return command satisfies never;
  }
}

export function Audience() {
  const parts = usePanelParts();
  const [linkCode, questionTitle] = [useLabel(LINK_CODE), useLabel(QUESTION)];
  const present = useStore((state) => state.present);
  const question = useStore((state) => (isAsking(state) ? state.question : null));
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const state = parts.store.getState();
      const press = pressOf(event, state);
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? null;
      const command = press && audienceCommandOf(press, digit === null ? null : Number(digit), isAsking(state));
      if (!command || event.repeat) return;
      event.preventDefault();
      carryOut(parts, command);
    };
    document.addEventListener("keydown", onKey); // the page's own keys, which ignore handled events, listen at the window and so run after this
    return () => document.removeEventListener("keydown", onKey);
  }, [parts]);
  if (!present) return null;
  return (
    <>
      {question && <QuestionStage question={question} />}
      <Dialog id="link-code-dialog" title={linkCode}><LinkCode /></Dialog>
      <Dialog id="question-dialog" title={questionTitle}><QuestionForm /></Dialog>
    </>
  );
}
