/** Chooses what to save and in which format, previews it, and saves it. */
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Texts } from "../../i18n";
import type { TakeHomeTexts } from "./texts";
import { usePanelParts, useStore } from "../../ui/context";
import { download } from "../../ui/kit/download";
import { countText } from "../../ui/numbers";
import type { FigureId } from "../../ui/figures/figures";
import { availableThings, fileOf, formatsOf, isFigure, isFilm, namedFigure, type Thing } from "./save";
import { storeOptions, storedOptions, NoEncoder, SCALES, type Format, type SaveOptions } from "./saveOptions";

interface Props {
  readonly texts: TakeHomeTexts;
  readonly all: Texts;
}

/** Formats that are pictures of a panel. */
const DRAWN: readonly Format[] = ["svg", "png"];
const FILMED: readonly Format[] = ["webm", "gif"];
const SCALED: readonly Format[] = ["png", "zip", ...FILMED];
const THEMED: readonly Format[] = [...DRAWN, ...FILMED];

export function Choices({ texts, all }: Props) {
  const parts = usePanelParts();
  /** At least one. */
  const [offered] = useState(() => availableThings(parts));
  const keyframes = useStore((state) => state.keyframes.length);
  const [thing, setThing] = useState<Thing>(offered[0]!);
  const [options, setOptions] = useState(storedOptions);
  const [outcome, setOutcome] = useState<string | null>(null);
  /** Shows the film as it is made. */
  const screen = useRef<HTMLDivElement>(null);
  /** Cancels the current film. */
  const [filming, setFilming] = useState<AbortController | null>(null);
  useEffect(() => () => filming?.abort(), [filming]);
  const formats = formatsOf(thing, parts);
  const shown: SaveOptions = { ...options, format: formats.includes(options.format) ? options.format : formats[0]! };
  const choose = (change: Partial<SaveOptions>) => {
    setOutcome(null);
    setOptions({ ...options, ...change });
    storeOptions({ ...options, ...change });
  };
  const save = async () => {
    setOutcome(texts.saving);
    const abort = new AbortController();
    if (isFilm(thing)) setFilming(abort);
    const onFrame = (shots: number, of: number, canvas: HTMLCanvasElement) => {
      setOutcome(texts.shots(countText(shots), countText(of)));
      if (screen.current?.firstChild !== canvas) screen.current?.replaceChildren(canvas);
    };
    try {
      const saved = await fileOf(thing, shown, { parts, all, texts }, { onFrame, signal: abort.signal });
      if (saved) download(saved.name, saved.file);
      setOutcome(saved && texts.saved(saved.name));
    } catch (caught) {
      setOutcome(abort.signal.aborted ? null : caught instanceof NoEncoder ? texts.noWebm : texts.failed);
    }
    setFilming(null);
  };
  return (
    <div className="take-home">
      <div className="take-home__choices">
        <Group legend={texts.what}>
          {offered.map((id) => <Radio key={id} name="take-home-what" checked={id === thing} label={texts.things[id]} onChoose={() => { setOutcome(null); setThing(id); }} />)}
        </Group>
        <Group legend={texts.as}>
          <div className="take-home__row">
            {formats.map((format) => <Radio key={format} name="take-home-as" checked={format === shown.format} label={texts.formats[format].name} onChoose={() => choose({ format })} />)}
          </div>
          <p className="take-home__about">{texts.formats[shown.format].about}</p>
        </Group>
        {SCALED.includes(shown.format) && (
          <Group legend={texts.scale}>
            <div className="take-home__row">
              {SCALES.map((scale) => <Radio key={scale} name="take-home-scale" checked={scale === shown.scale} label={`${scale}×`} onChoose={() => choose({ scale })} />)}
            </div>
          </Group>
        )}
        {THEMED.includes(shown.format) && (
          <Group legend={texts.theme}>
            <div className="take-home__row">
              {(["light", "dark"] as const).map((theme) => <Radio key={theme} name="take-home-theme" checked={theme === shown.theme} label={texts.themes[theme]} onChoose={() => choose({ theme })} />)}
            </div>
            <label className="take-home__choice">
              <input type="checkbox" checked={shown.words} onChange={({ target }) => choose({ words: target.checked })} />{texts.words}
            </label>
          </Group>
        )}
        <div className="take-home__end">
          {filming
            ? <button className="button" onClick={() => filming.abort()}>{texts.cancel}</button>
            : <button className="button button--main" onClick={() => void save()}>{texts.save}</button>}
          <span className="take-home__about" role="status">{outcome}</span>
        </div>
      </div>
      {isFilm(thing) && (
        <div className="take-home__preview" key={thing}>
          <div ref={screen} className="take-home__screen"><p className="take-home__about">{thing === "walk" ? texts.film.aboutWalk : texts.film.aboutFilm(countText(keyframes))}</p></div>
        </div>
      )}
      {isFigure(thing) && DRAWN.includes(shown.format) && <Preview thing={thing} options={shown} texts={texts} all={all} />}
    </div>
  );
}

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return <fieldset className="take-home__group"><legend className="panel-title">{legend}</legend>{children}</fieldset>;
}

interface RadioProps {
  readonly name: string;
  readonly checked: boolean;
  readonly label: string;
  onChoose(): void;
}

function Radio({ name, checked, label, onChoose }: RadioProps) {
  const id = useId();
  return <label className="take-home__choice" htmlFor={id}><input id={id} type="radio" name={name} checked={checked} onChange={onChoose} />{label}</label>;
}

interface PreviewProps extends Props {
  readonly thing: FigureId;
  readonly options: SaveOptions;
}

/** The figure as its file will show it, except for the typefaces. */
function Preview({ thing, options: { theme, words }, texts, all }: PreviewProps) {
  const parts = usePanelParts();
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    let url: string | null = null;
    let unmounted = false;
    void namedFigure(thing, { theme, words }, { parts, all, texts }).then((figure) => {
      if (unmounted || !figure || !image.current) return;
      url = URL.createObjectURL(new Blob([figure.svg], { type: "image/svg+xml" }));
      image.current.src = url;
    });
    return () => {
      unmounted = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [parts, thing, theme, words, all, texts]);
  return <div className="take-home__preview"><img ref={image} alt={texts.preview(texts.things[thing])} /></div>;
}
