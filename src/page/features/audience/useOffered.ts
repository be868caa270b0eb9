/** The question for an audience. */
import { learningTexts } from "../../i18n/learning";
import { stagesOf } from "../../../course/lessons/lesson";
import { lessons } from "../../../course/lessons/registry";
import { MAX_TEXT, type Question } from "./slice";
import { studies } from "../../../course/studies/registry";
import { useStore, useTexts } from "../../ui/context";
import { modelTexts, presetTexts } from "../../ui/presetTexts";
import { useLaterTexts } from "../../ui/kit/useLaterTexts";

/** Returns as many of the last sentences as an audience can read at once. The last one is the question. */
function lastSentences(text: string): string {
  const [question = "", ...before] = text.split(/(?<=[.!?])\s+|(?<=[。！？])/u).reverse();
  return before.reduce((kept, sentence) => (kept.length + sentence.length < MAX_TEXT ? `${sentence} ${kept}` : kept), question);
}

/** Returns the question that the page offers for an audience: that of the open lesson or study, or else the preset's or the model's. */
export function useOffered(): Question {
  const texts = useTexts();
  const learning = useLaterTexts(learningTexts);
  const lesson = useStore((state) => state.lesson);
  const study = useStore((state) => state.study);
  const at = useStore(({ lesson: open, notebook }) => (open && notebook[open]?.at) || 0);
  const preset = useStore((state) => state.preset);
  const model = useStore((state) => state.config.model);
  const stage = lesson && stagesOf(lessons[lesson])[at];
  if (lesson && stage && "round" in stage) {
    const { id, question } = stage.round;
    const said = learning?.lessons[lesson]?.rounds[id];
    if (said) return { text: lastSentences(said.predict), answers: question.kind === "choice" ? question.options.map((option) => said.options?.[option.id] ?? option.id) : [] };
  }
  const said = study && learning?.studies[study];
  if (said) return { text: lastSentences(said.question), answers: studies[study].options.map((option) => said.options[option] ?? option) };
  return { text: (presetTexts(texts, preset?.name, preset?.version) ?? modelTexts(texts, model))?.question ?? "", answers: [] };
}
