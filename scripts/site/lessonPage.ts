/** Writes a lesson as a Markdown page: what it asks and how it explains, in every language, for who prepares a class. */
import type { Lesson } from "../../src/course/lessons/lesson";
import type { LessonTexts } from "../../src/course/lessons/texts";
import { countText } from "../../src/page/ui/numbers";

const WORDS = {
  en: { open: "Open the lesson", minutes: (count: number) => `It takes some ${count} minutes.`, round: (number: number) => `Round ${number}`, until: (step: number) => `The run is compared at step ${countText(step)}.`, explain: "Explanation", repair: "Repair a run", done: "When it is repaired", sources: "Sources" },
  "zh-CN": { open: "打开课程", minutes: (count: number) => `约需 ${count} 分钟。`, round: (number: number) => `第 ${number} 轮`, until: (step: number) => `在第 ${countText(step)} 步比较。`, explain: "解释", repair: "修复一次训练", done: "修复之后", sources: "来源" },
  es: { open: "Abrir la lección", minutes: (count: number) => `Dura unos ${count} minutos.`, round: (number: number) => `Ronda ${number}`, until: (step: number) => `La ejecución se compara en el paso ${countText(step)}.`, explain: "Explicación", repair: "Reparar una ejecución", done: "Cuando está reparada", sources: "Fuentes" },
};

function inLanguage(id: string, { minutes, rounds, explain, sources }: Lesson, texts: LessonTexts, language: keyof typeof WORDS, level: "#" | "##"): string {
  const words = WORDS[language];
  const below = `${level}#`;
  return [
    `<div lang="${language}">`, `${level} ${texts.title}`, texts.about, `${words.minutes(minutes)} [${words.open}](http://localhost:5173/#lesson=${id}&lang=${language})`,
    ...rounds.flatMap(({ id: round, until }, i) => {
      const { predict, options, compare } = texts.rounds[round]!;
      return [`${below} ${words.round(i + 1)}`, predict, ...(options ? [Object.values(options).map((option) => `- ${option}`).join("\n")] : []), words.until(until), compare];
    }),
    `${below} ${words.explain}`, texts.explain.question, ...explain.map((column) => `- \`${column}\`: ${texts.explain.terms[column] ?? ""}`), texts.explain.so,
    `${below} ${words.repair}`, texts.repair.task, `${words.done}: ${texts.repair.done}`,
    `${below} ${words.sources}`, sources.map(({ text, url }) => `- [${text}](${url})`).join("\n"), "</div>",
  ].join("\n\n");
}

/** Returns the page of a lesson. */
export const lessonPage = (id: string, lesson: Lesson, texts: Readonly<Record<keyof typeof WORDS, LessonTexts>>): string =>
  `${(["en", "zh-CN", "es"] as const).map((language) => inLanguage(id, lesson, texts[language], language, language === "en" ? "#" : "##")).join("\n\n")}\n`;
