/** What a hall takes part by, in lecture mode: the link as a code, and one question at a time. */
import { hallTexts } from "./texts";
import { useStore, useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { languageOnShow, later } from "../kit/later";

/** With their texts in this language: what was fetched needs no network. */
const parts = async () => {
  const [hall] = await Promise.all([import("./index"), hallTexts.load(languageOnShow())]);
  return hall;
};
const LinkCode = later(async () => (await parts()).LinkCode);
const QuestionForm = later(async () => (await parts()).QuestionForm);
const QuestionStage = later(async () => (await parts()).QuestionStage);
export const Tally = later(async () => (await parts()).Tally, true);

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
