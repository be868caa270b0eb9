/**
 * The speaker's window: the current and the next moment, notes, clock and the run's status. It has no worker; it receives everything from the
 * page that gives the talk, and controls that page.
 */
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { textsOf, type Language } from "../../i18n";
import { talkTexts, type TalkTexts } from "./texts";
import { canExchange, speakerChannel, type ToSpeaker, type ToTalk, type Channel } from "./messages";
import type { Phase } from "../../state/store";
import { quietly } from "../../ui/kit/quietly";
import { countText, lossText } from "../../ui/numbers";
import { useSmallPicture } from "../../ui/pictures/usePicture";
import { MomentPicture } from "./MomentPicture";
import { talkCommandOf } from "./talkKeys";
import "./speaker.css";

type Of<K extends ToSpeaker["kind"]> = Extract<ToSpeaker, { kind: K }>;

interface SpeakerState {
  readonly talk: Of<"talk"> | null;
  readonly now: Of<"now"> | null;
  readonly ended: boolean;
}

/** `id`: the id in the channel's name. */
export function Speaker({ id, language }: { readonly id: string; readonly language: Language }) {
  const [{ talk, now, ended }, setState] = useState<SpeakerState>({ talk: null, now: null, ended: false });
  const [silent] = useState(() => !canExchange());
  const channel = useRef<Channel<ToTalk>>(null);
  useEffect(() => {
    const opened = speakerChannel(id, (message) => setState((before) => afterMessage(before, message)));
    channel.current = opened;
    opened.send({ kind: "hello" });
    return opened.close;
  }, [id]);
  const spoken = talk?.language ?? language;
  useEffect(() => {
    document.documentElement.lang = spoken;
    document.documentElement.dataset["theme"] = talk?.dark ? "dark" : "light";
    quietly(talkTexts.load(spoken));
  }, [spoken, talk?.dark]);
  const texts = useSyncExternalStore(talkTexts.on, () => talkTexts.of(spoken));
  const step = (command: Parameters<typeof orderOf>[0]) => {
    const order = orderOf(command, now?.at ?? 0);
    if (order) channel.current?.send(order);
  };
  const stepped = useRef(step);
  useLayoutEffect(() => { stepped.current = step; }); // a key steps from the current moment, however late effects run
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = talkCommandOf(event, true);
      if (!command || command === "speaker") return;
      event.preventDefault();
      stepped.current(command);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => { if (texts) document.title = `${texts.speaker.title} · ${talk?.title || "ELBO Room"}`; }, [texts, talk?.title]);
  if (!texts) return null;
  if (!talk || !now || ended) return <main className="speaker"><p className="speaker__waiting" role="status">{ended ? texts.speaker.ended : silent ? texts.speaker.noChannel : texts.speaker.waiting}</p></main>;
  return <SpeakerNotes talk={talk} now={now} texts={texts} language={spoken} onStep={step} />;
}

function afterMessage(before: SpeakerState, message: ToSpeaker): SpeakerState {
  switch (message.kind) {
    case "talk": return { ...before, talk: message };
    case "now": return { ...before, now: message, ended: false };
    case "end": return { ...before, ended: true };
    default: return message satisfies never;
  }
}

function orderOf(command: "next" | "previous" | "blank" | "again", at: number): ToTalk | null {
  if (command === "blank" || command === "again") return { kind: command };
  const to = command === "next" ? at + 1 : at - 1;
  return to < 0 ? null : { kind: "go", to };
}

interface SpeakerNotesProps {
  readonly talk: Of<"talk">;
  readonly now: Of<"now">;
  readonly texts: TalkTexts;
  readonly language: Language;
  onStep(command: "next" | "previous" | "blank" | "again"): void;
}

function SpeakerNotes({ talk: { title, moments }, now, texts, language, onStep }: SpeakerNotesProps) {
  const { speaker } = texts;
  const { at, began, momentBegan, blank, ahead, aheadPicture, recorded, phase, step, losses, picture } = now;
  const [moment, next] = [moments[at], moments[at + 1]];
  const nameOf = (index: number) => moments[index]?.title ?? "";
  const goal = moment?.step ?? 0;
  const clock = useClock();
  const decoded = useSmallPicture(picture);
  return (
    <main className="speaker" data-blank={blank || undefined}>
      <header className="speaker__head">
        <h1 className="speaker__title">{title || texts.title}</h1>
        <Time name={speaker.clock} value={new Date(clock).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })} />
        <Time name={speaker.elapsed} value={duration(clock - began)} />
        <Time name={speaker.here} value={duration(clock - momentBegan)} />
      </header>
      <section className="speaker__now" aria-label={speaker.now}>
        <p className="panel-title">{speaker.now} · {at + 1} / {moments.length}{recorded && ` · ${texts.recorded.label}`}</p>
        <h2>{nameOf(at)}</h2>
        {moment?.question && <p className="speaker__question">{moment.question}</p>}
        <p className="speaker__note">{moment?.note || <span className="speaker__quiet">{speaker.noNote}</span>}</p>
      </section>
      <section className="speaker__next" aria-label={speaker.next}>
        <p className="panel-title">{speaker.next}{next && next.step !== null && ` · ${ahead ? speaker.ahead : speaker.notAhead}`}</p>
        {next ? (
          <>
            <MomentPicture pixels={aheadPicture ?? next.picture} preset={next.presetPicture} name={nameOf(at + 1)} texts={texts} />
            <h2>{nameOf(at + 1)}</h2>
            {next.question && <p className="speaker__question">{next.question}</p>}
            <p className="speaker__note">{next.note}</p>
          </>
        ) : <p>{speaker.last}</p>}
      </section>
      <section className="speaker__run" aria-label={speaker.run}>
        {picture && <canvas ref={decoded} className="speaker__picture" role="img" aria-label={speaker.picture} />}
        <dl>
          <dt>{speaker.run}</dt><dd>{textsOf(language).shell.status.phases[phase as Phase] ?? phase}</dd>
          <dt>{speaker.step}</dt><dd>{countText(step)}{goal > step && ` ${speaker.goal(countText(goal))}`}</dd>
          {losses.map(({ name, value }) => <div key={name} className="speaker__loss"><dt>{name}</dt><dd>{lossText(value)}</dd></div>)}
        </dl>
      </section>
      <footer className="speaker__buttons">
        <button className="button" disabled={at === 0} onClick={() => onStep("previous")}>{speaker.buttons.previous}</button>
        <button className="button button--main" disabled={!next} onClick={() => onStep("next")}>{speaker.buttons.next}</button>
        <button className="button" aria-pressed={blank} onClick={() => onStep("blank")}>{speaker.buttons.blank}</button>
        <button className="button" onClick={() => onStep("again")}>{speaker.buttons.again}</button>
        <span className="visually-hidden" role="status">{blank ? texts.blank : texts.now(String(at + 1), String(moments.length), nameOf(at))}</span>
      </footer>
    </main>
  );
}

const Time = ({ name, value }: { readonly name: string; readonly value: string }) => <p className="speaker__time"><small>{name}</small> {value}</p>;

/** Formats milliseconds as 7:05 or 1:07:05. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}

/** Returns the time in milliseconds since 1970, updated every second. */
function useClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
