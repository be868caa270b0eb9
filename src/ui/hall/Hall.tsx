/** What a hall takes part by, in lecture mode: the link as a code, and one question at a time. */
import { hallTexts } from "./texts";
import { useStore, useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";

const parts = () => import("./index");
const WITH_TEXTS = { texts: hallTexts };
const LinkCode = later(async () => (await parts()).LinkCode, WITH_TEXTS);
const QuestionForm = later(async () => (await parts()).QuestionForm, WITH_TEXTS);
const QuestionStage = later(async () => (await parts()).QuestionStage, WITH_TEXTS);
export const Tally = later(async () => (await parts()).Tally, { ...WITH_TEXTS, quiet: true });

export function Hall() {
  const { hall } = useTexts().shell;
  const question = useStore((state) => (state.asking ? state.question : null));
  return (
    <>
      {question && <QuestionStage question={question} />}
      <Dialog id="link-code-dialog" title={hall.linkCode}><LinkCode /></Dialog>
      <Dialog id="question-dialog" title={hall.question}><QuestionForm /></Dialog>
    </>
  );
}
