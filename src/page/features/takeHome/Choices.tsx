/** Chooses what to save and in which format, previews it, and saves it. */
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Texts } from "../../i18n";
import type { TakeHomeTexts } from "./texts";
import { usePanelParts, useStore } from "../../ui/context";
import { Space } from "../../ui/kit/Between";
import { download } from "../../ui/kit/download";
import { useHidesPixels } from "../../ui/kit/useHidesPixels";
import { countText, decimalText, settingText } from "../../ui/numbers";
import type { FigureId } from "../../ui/figures/figures";
import { filmSteps, secondsOf, WALK_SHOTS } from "./film/scenes";
import { SIZE_LIMITS, type ChosenSize, type PrintSize } from "./figures/printSize";
import { Citation } from "./Citation";
import { withFonts } from "../../ui/figures/figures";
import { HiddenPixels } from "../../ui/figures/png";
import { availableThings, fileOf, formatsOf, isFigure, isFilm, sizedFigure, type Thing } from "./save";
import { isWithin, NoEncoder, RESOLUTIONS, SCALES, storeOptions, storedOptions, type Format, type SaveOptions } from "./saveOptions";

interface Props {
  readonly texts: TakeHomeTexts;
  readonly all: Texts;
}

/** Formats that are pictures of a panel. */
const DRAWN: readonly Format[] = ["svg", "pdf", "png"];
const FILMED: readonly Format[] = ["webm", "mp4", "gif"];
const SCALED: readonly Format[] = ["zip", ...FILMED];
/** Formats whose pixels are read from a canvas. */
const READ_BACK: readonly Format[] = ["png", "gif"];
const THEMED: readonly Format[] = [...DRAWN, ...FILMED];

export function Choices({ texts, all }: Props) {
  const parts = usePanelParts();
  /** At least one. */
  const [offered] = useState(() => availableThings(parts));
  const filmShots = useStore((state) => filmSteps(state).length);
  const [thing, setThing] = useState<Thing>(offered[0]!);
  const [options, setOptions] = useState(storedOptions);
  const [outcome, setOutcome] = useState<string | null>(null);
  /** The size of the figure in the preview. */
  const [size, setSize] = useState<PrintSize | null>(null);
  /** Shows the film as it is made. */
  const screen = useRef<HTMLDivElement>(null);
  /** Cancels the current film. */
  const [filming, setFilming] = useState<AbortController | null>(null);
  useEffect(() => () => filming?.abort(), [filming]);
  const hides = useHidesPixels();
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
      setOutcome(saved && all.notices.handedOver(saved.name));
    } catch (caught) {
      setOutcome(abort.signal.aborted ? null : caught instanceof NoEncoder ? texts.noVideo(texts.formats[shown.format].name) : caught instanceof HiddenPixels ? texts.hidden : texts.failed);
    }
    setFilming(null);
  };
  const shots = thing === "walk" ? WALK_SHOTS : filmShots;
  const refused = hides && READ_BACK.includes(shown.format);
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
        {DRAWN.includes(shown.format) && (
          <Group legend={texts.size}>
            <div className="take-home__row take-home__row--sizes">
              <SizeField label={texts.width} of="mm" chosen={shown.mm} actual={size?.mm ?? null} range={texts.range} onChoose={(mm) => choose({ mm })} />
              <SizeField label={texts.textSize} of="pt" chosen={shown.pt} actual={size?.pt ?? null} range={texts.range} onChoose={(pt) => choose({ pt })} />
            </div>
            {shown.format === "png" && (
              <div className="take-home__row">
                {RESOLUTIONS.map((dpi) => <Radio key={dpi} name="take-home-dpi" checked={dpi === shown.dpi} label={`${dpi} dpi`} onChoose={() => choose({ dpi })} />)}
              </div>
            )}
            {shown.format === "svg" && (
              <label className="take-home__choice">
                <input type="checkbox" checked={shown.outlines} onChange={({ target }) => choose({ outlines: target.checked })} />{texts.outlines}
              </label>
            )}
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
            : <button className="button button--main" disabled={refused} onClick={() => void save()}>{texts.save}</button>}
          <span className="take-home__about" role="status">{refused ? texts.hidden : outcome}</span>
        </div>
      </div>
      {thing === "cite" && <div className="take-home__preview"><Citation texts={texts} /></div>}
      {isFilm(thing) && (
        <div className="take-home__preview" key={thing}>
          <div ref={screen} className="take-home__screen"><p className="take-home__about">{texts.film.length(countText(shots), decimalText(secondsOf(thing, shots), 1))}<Space />{thing === "walk" ? texts.film.aboutWalk : texts.film.aboutFilm}</p></div>
        </div>
      )}
      {isFigure(thing) && DRAWN.includes(shown.format) && (
        <Preview thing={thing} options={shown} texts={texts} all={all} onSize={setSize}>
          {size && texts.printed(mmText(size.mm), mmText(size.heightMm), size.pt === null ? null : mmText(size.pt))}
          {size?.pt && shown.mm !== null && shown.pt !== null && Math.abs(size.pt - shown.pt) > 0.05 && ` ${texts.scaled}`}
        </Preview>
      )}
    </div>
  );
}

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return <fieldset className="take-home__group"><legend className="panel-title">{legend}</legend>{children}</fieldset>;
}

/** With one decimal. */
const mmText = (value: number): string => settingText(Math.round(10 * value) / 10);

interface SizeFieldProps {
  readonly label: string;
  readonly of: keyof ChosenSize;
  readonly chosen: number | null;
  /** What the figure has now. */
  readonly actual: number | null;
  /** Says which values are accepted. */
  readonly range: (min: string, max: string) => string;
  onChoose(value: number | null): void;
}

/** An empty field leaves the choice to the page; a value out of range stays in the field and changes nothing. */
function SizeField({ label, of, chosen, actual, range, onChoose }: SizeFieldProps) {
  const [written, setWritten] = useState(chosen === null ? "" : String(chosen));
  const { min, max } = SIZE_LIMITS[of];
  const refused = written !== "" && !isWithin(Number(written), of);
  return (
    <label className="take-home__choice">
      {label}
      <input className="field take-home__size" type="number" inputMode="decimal" min={min} max={max} step="any" value={written} placeholder={actual === null ? "" : mmText(actual)}
        aria-invalid={refused}
        onChange={({ target: { value } }) => {
          setWritten(value);
          if (value === "" || isWithin(Number(value), of)) onChoose(value === "" ? null : Number(value));
        }} />
      {refused && <span className="take-home__about" role="alert">{range(countText(min), countText(max))}</span>}
    </label>
  );
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
  onSize(size: PrintSize): void;
  /** The figure's size on paper. */
  readonly children: ReactNode;
}

/** The figure as its file will show it. */
function Preview({ thing, options: { theme, words, mm, pt }, texts, all, onSize, children }: PreviewProps) {
  const parts = usePanelParts();
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    let url: string | null = null;
    let unmounted = false;
    void sizedFigure(thing, { theme, words, mm, pt }, { parts, all, texts }).then(async (sized) => {
      if (!sized) return;
      const { svg } = await withFonts(sized.figure);
      if (unmounted || !image.current) return;
      onSize(sized.size);
      url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      image.current.src = url;
    });
    return () => {
      unmounted = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [parts, thing, theme, words, mm, pt, all, texts, onSize]);
  return (
    <div className="take-home__preview">
      <img ref={image} alt={texts.preview(texts.things[thing])} />
      <p className="take-home__about">{children}</p>
    </div>
  );
}
