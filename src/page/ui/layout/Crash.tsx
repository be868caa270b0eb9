/** Replaces the page if it cannot be shown. It needs no store: the root element has the language. */
import { isLanguage, textsOf } from "../../i18n";

export function Crash({ reason }: { reason: "broken" | "translated" }) {
  const tag = document.documentElement.lang;
  const { crash } = textsOf(isLanguage(tag) ? tag : "en").shell;
  return (
    <main className="crash" role="alert">
      <h1 className="crash__title">{crash.title}</h1>
      <p>{crash.bodies[reason]}</p>
      <button className="button button--main" onClick={() => location.reload()}>{crash.reload}</button>
    </main>
  );
}
