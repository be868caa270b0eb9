/**
 * The content of an embedding frame until its reader presses Start or the embedding page sends a command: title, text, and a picture if the
 * run begins from a pretrained checkpoint. Until then neither the page's code nor a worker runs, so that ten frames cost a page little; only
 * if the link has no title or text does the page's script load for them. From here on the frame reports its height and listens for commands.
 * Its styles come with the page's.
 */
import "./poster.css";
import type { ElboError } from "../../../core/errors";
import { quoted } from "../../../core/wellFormed";
import { createGate } from "../../embed/gate";
import { embedTexts } from "./texts";
import { isLanguage, type Language } from "../../../core/language";
import starts from "../../../subject/presets/trained.json";
import { MAX_TEXT, MAX_TITLE, originOf, tidyText, type Embed } from "../../state/embed";
import { writtenIn } from "../../state/link/pairs";
import { lackOf, MAX_QUOTED } from "../../state/link/start";
import type { Store } from "../../state/store";
import { rememberedPreferences } from "../../ui/preferences/remembered";
import { isDark } from "../../ui/preferences/theme";

type Words = Pick<Embed, "title" | "text">;

/** The poster of an embedding frame. */
export type Poster = ReturnType<typeof openPoster>;

/** Opens the poster of the framed page. `version`: the page's version. */
export function openPoster(version: string) {
  const written = writtenIn(location.hash);
  // The page will report what else is wrong with the link.
  const own = { title: tidyText(written.get("title") ?? "", MAX_TITLE), text: tidyText(written.get("text") ?? "", MAX_TEXT) };
  const root = document.getElementById("root")!;
  const lack = lackIn(written);
  let start = () => {};
  let arrived = () => {};
  const started = new Promise<void>((resolve) => { start = resolve; });
  const live = new Promise<void>((resolve) => { arrived = resolve; });
  const gate = createGate({
    parent: window.parent, version, origin: originOf(written.get("origin") ?? ""), handle: () => window.elboRoom,
    async start() {
      const error = await lack;
      if (error) throw error;
      start();
      return live;
    },
  });
  document.documentElement.toggleAttribute("data-embed", true);
  if (window.parent !== window) {
    window.addEventListener("message", gate.receive);
    new ResizeObserver(() => gate.height(Math.ceil(root.getBoundingClientRect().height))).observe(root);
  }
  void lack.then((error) => draw(root, written, own, error, start)).then((starting) => {
    void started.then(starting);
    gate.ready();
  });
  return {
    /** Resolves when Start is pressed, or requested by the embedding page. */
    started,
    /** Reports the height and status of the page from its store, once the page has replaced the poster. */
    follow(store: Store) {
      arrived();
      gate.follow(store);
    },
  };
}

/** Returns the error if this page has no such preset or model. It loads the page's script only for models without presets. */
async function lackIn(written: ReadonlyMap<string, string>): Promise<ElboError | null> {
  if (!lackOf(written, () => false)) return null;
  const { findModel } = await import("../../../subject/models/registry");
  return lackOf(written, (id) => findModel(id) !== undefined);
}

/** Draws the poster, or in its place that the page has no such preset or model. Resolves to a function that shows that the page is starting. */
async function draw(root: HTMLElement, written: ReadonlyMap<string, string>, own: Words, lack: ElboError | null, start: () => void): Promise<() => void> {
  const remembered = rememberedPreferences();
  const theme = written.get("theme");
  document.documentElement.dataset["theme"] = isDark(theme === "light" || theme === "dark" ? theme : remembered.theme) ? "dark" : "light";
  const lang = written.get("lang") ?? null;
  const language = isLanguage(lang) ? lang : remembered.language;
  await embedTexts.load(language);
  const texts = embedTexts.of(language)!;
  document.documentElement.lang = language;

  if (lack) {
    const error = element("main", "poster");
    error.setAttribute("role", "alert");
    const missing = lack.code === "unknown-preset" ? texts.lacks.preset(quoted(written.get("preset")!, MAX_QUOTED)) : texts.lacks.model(quoted(written.get("model")!, MAX_QUOTED));
    error.append(element("h1", "poster__title", missing), element("p", "poster__text", texts.lacks.advice));
    root.replaceChildren(error);
    return () => undefined;
  }
  const usual = own.title && own.text ? own : await usualWords(written, language).catch(() => ({ title: null, text: null })); // without a network the reader can still try
  const [title, text] = [own.title ?? usual.title, own.text ?? usual.text];
  const trained = starts.find(({ preset, step }) => preset === written.get("preset") && String(step) === written.get("begin"));
  const button = element("button", "button button--main", texts.start);
  button.addEventListener("click", start);
  const poster = element("main", "poster");
  poster.append(element("h1", "poster__title", title ?? "ELBO Room"), element("p", "poster__text", text ?? ""));
  if (trained) {
    const picture = element("img", "poster__picture");
    picture.addEventListener("error", () => picture.remove());
    picture.src = `trained/${trained.preset}.png`;
    picture.alt = texts.picture(trained.step.toLocaleString("en"));
    poster.append(picture);
  }
  poster.append(button, element("p", "poster__note", texts.before));
  root.replaceChildren(poster);
  return () => {
    button.disabled = true;
    button.textContent = texts.starting;
  };
}

/** Title and text of the preset, or else of the model; null if the link names neither. */
async function usualWords(written: ReadonlyMap<string, string>, language: Language): Promise<Words> {
  const [{ loadTexts, textsOf }, { modelTexts, presetTexts }] = await Promise.all([import("../../i18n"), import("../../ui/presetTexts")]);
  await loadTexts(language);
  const texts = textsOf(language);
  const [name, version] = (written.get("preset") ?? "").split("@");
  const preset = presetTexts(texts, name, version === undefined ? version : Number(version));
  const model = written.get("model") ?? "";
  return { title: preset?.title ?? texts.models.list[model]?.name ?? null, text: preset?.about ?? modelTexts(texts, model)?.about ?? null };
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string, text = ""): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
