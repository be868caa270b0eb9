/** The page's own commands: training, files, preferences, rooms, views, settings, models, presets and measurements. */
import { isFixed, isInUse, type Hyperparameter } from "../../../core/model/hyperparameters";
import { dataOfRun } from "../../../subject/data/registry";
import { loadTexts, textsOf, type Texts } from "../../i18n";
import { plainNumber, readNumber } from "../../../core/readNumber";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../../../core/language";
import { partTexts, type AllTexts } from "../../i18n/parts";
import { textsWithModel } from "../../i18n/textsWithModel";
import { isListed, measurementsOf } from "../../../subject/measurements/registry";
import { findModel } from "../../../subject/models/registry";
import { isOpen } from "../../state/isOpen";
import { instrumentsOf, shownInstrument } from "../../state/instruments";
import { shownSettings } from "../../state/keyframes";
import { lectureSettings } from "../../state/lecture";
import { modelMenu, presetMenu } from "../../state/menus";
import { displayedRoom, ROOMS } from "../../state/rooms";
import type { State } from "../../state/store";
import { trainedStartAhead } from "../../state/trainedStart";
import { findPreset } from "../../../subject/presets";
import { saveRun } from "../../ui/checkpoint/RunFile";
import type { PanelParts, Commands } from "../../ui/context";
import { copyLink } from "../../ui/header/LinkDialog";
import { focusInLab, inEachLanguage, labelOf, loadEachLanguage, pressInLab, showLab, whenShown, type Command } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { quietly } from "../../ui/kit/quietly";
import { nameOf } from "../../ui/measurements/names";
import { countText, settingText } from "../../ui/numbers";
import { choosePreference, toggleTheme } from "../../ui/preferences/preferences";
import { isDark } from "../../ui/preferences/theme";
import { modelName, modelTexts, presetTexts } from "../../ui/presetTexts";
import { enterPresent, leavePresent, toggleFullScreen } from "../../ui/present/present";
import { paletteTexts, type PaletteTexts } from "./texts";

type Own = PaletteTexts["actions"];

const pageLabel = (text: (texts: Texts) => string) => inEachLanguage((language) => text(textsOf(language)));
const ownLabel = (text: (texts: Own) => string) => labelOf(paletteTexts, ({ actions }) => text(actions));

const isConditional = ({ config }: State) => findModel(config.model)?.conditional ?? false;
const onOrOff = (on: boolean, { language }: State) => {
  const { actions } = (paletteTexts.of(language) ?? paletteTexts.any)!;
  return on ? actions.on : actions.off;
};

const isRewindable = ({ keyframes }: State) => keyframes.length > 0;
const numberHint = (language: Language) => (paletteTexts.of(language) ?? paletteTexts.any)!.actions.rewindHint;

/** Returns the command that rewinds to the step with which the query ends; none if it ends with no earlier step. Texts have loaded. */
export function rewindCommands({ store, session }: PanelParts, query: string): readonly Command[] {
  const read = readNumber(/\d[\d,. ]*$/.exec(plainNumber(query))?.[0] ?? "", { whole: true });
  const to = read.kind === "number" ? read.value : NaN;
  const state = store.getState();
  if (!Number.isInteger(to) || to >= state.step || !isRewindable(state)) return [];
  return [{
    id: "rewind-to", group: "actions", name: ownLabel(({ rewindTo }) => rewindTo(countText(to))), words: `${query} 回放`,
    run() { session.rewind(to).catch(() => undefined); },
  }];
}

function actions(parts: PanelParts): readonly Omit<Command, "group">[] {
  const { store, session } = parts;
  return [
    {
      id: "train", name: pageLabel(({ shell }) => shell.experiment.train), words: "start run 开始", keys: "Space",
      possible: (state) => isOpen(state) && state.phase !== "training", run: () => quietly(session.train()),
    },
    { id: "pause", name: pageLabel(({ shell }) => shell.experiment.pause), words: "stop 停止", keys: "Space", possible: ({ phase }) => phase === "training", run: () => quietly(session.pause()) },
    {
      id: "step", name: pageLabel(({ shell }) => shell.experiment.step), keys: "S",
      possible: (state) => isOpen(state) && state.phase !== "training", run: () => quietly(session.step()),
    },
    {
      id: "train-to", name: pageLabel(({ shell }) => shell.experiment.trainTo.open), words: "stop limit 停止",
      possible: (state) => isOpen(state) && !state.present, run: () => pressInLab(store, "#train-to-button"),
    },
    { id: "reset", name: pageLabel(({ shell }) => shell.experiment.reset), words: "restart start again 重新开始", keys: "R", possible: isOpen, run: () => quietly(session.reset()) },
    { id: "begin", name: ownLabel(({ begin }) => begin), keys: "B", possible: (state) => isOpen(state) && trainedStartAhead(state) !== null, run: () => quietly(session.begin()) },
    { id: "undo", name: ownLabel(({ undo }) => undo), keys: "Ctrl Z", run: () => quietly(session.undo()) },
    {
      id: "compare", name: pageLabel(({ comparison }) => comparison.open), about: pageLabel(({ comparison }) => comparison.about),
      possible: (state) => isOpen(state) && state.comparison === null && !state.present, run: () => pressInLab(store, "#compare-button"),
    },
    { id: "end-compare", name: pageLabel(({ comparison }) => comparison.end), possible: ({ comparison }) => comparison !== null, run: () => quietly(session.compare(null)) },
    {
      id: "replay", name: pageLabel(({ instruments }) => instruments.playhead.replay), words: "film rewind 回放",
      possible: ({ keyframes, replaying }) => keyframes.length > 1 && !replaying, run: () => session.replay(),
    },
    {
      id: "rewind", name: ownLabel(({ rewind }) => rewind), words: "back history 回放", note: ({ language }) => numberHint(language),
      possible: isRewindable, run: () => focusInLab(store, ".playhead__handle"),
    },
    {
      id: "now", name: pageLabel(({ instruments }) => instruments.playhead.back),
      possible: ({ rewound }) => rewound !== null, run: () => { session.rewind(null).catch(() => undefined); },
    },
    {
      id: "fork", name: pageLabel(({ instruments }) => instruments.playhead.fork), about: pageLabel(({ instruments }) => instruments.playhead.forkTitle),
      possible: ({ rewound, recomputing, forking }) => rewound !== null && recomputing === null && forking === null, run: () => quietly(session.fork()),
    },
    { id: "new-z", name: pageLabel(({ instruments }) => instruments.classes.newNoise), words: "noise 噪声", keys: "N", possible: isConditional, run: () => session.newNoise() },
    { id: "copy-link", name: pageLabel(({ shell }) => shell.header.copyLink), words: "share URL 分享", run: () => void copyLink(parts) },
    { id: "link", name: pageLabel(({ shell }) => shell.link.choose), words: "embed frame iframe 嵌入", run: () => openDialog("link-dialog") },
    { id: "save", name: pageLabel(({ checkpoint }) => checkpoint.save), about: pageLabel(({ checkpoint }) => checkpoint.saveTitle), words: "checkpoint weights safetensors", possible: isOpen, run: () => quietly(saveRun(parts)) },
    {
      id: "load", name: pageLabel(({ checkpoint }) => checkpoint.load), about: pageLabel(({ checkpoint }) => checkpoint.loadTitle), words: "open file checkpoint safetensors",
      possible: ({ present }) => !present, run: () => pressInLab(store, "#open-file-button"),
    },
    { id: "present", name: pageLabel(({ shell }) => shell.header.present), words: "lecture mode 讲课", keys: "P", possible: ({ present }) => !present, run: () => enterPresent(store) },
    { id: "leave", name: pageLabel(({ shell }) => shell.header.leave), keys: "Esc", possible: ({ present }) => present, run: () => leavePresent(store) },
    { id: "full-screen", name: ownLabel(({ fullScreen }) => fullScreen), keys: "F", run: toggleFullScreen },
    { id: "theme", name: pageLabel(({ shell }) => shell.header.darkTheme), words: "light 浅色", keys: "T", note: (state) => onOrOff(isDark(state.theme), state), run: () => toggleTheme(store) },
    ...LANGUAGES.map((language): Command => ({
      id: `language:${language}`, group: "actions", name: inEachLanguage(() => LANGUAGE_NAMES[language]), words: "language 语言 idioma",
      possible: (state) => state.language !== language, run: () => choosePreference(store, { language }),
    })),
    {
      id: "log", name: ownLabel(({ log }) => log), words: "logarithmic 对数", keys: "L", note: (state) => onOrOff(state.chart.log, state),
      run: () => store.setState(({ chart }) => ({ chart: { ...chart, log: !chart.log } })),
    },
    { id: "backend", name: pageLabel(({ shell }) => shell.backendTitle), words: "GPU WebGPU WebGL WASM threads 线程", run: () => openDialog("backend-dialog") },
    { id: "keys", name: ownLabel(({ keys }) => keys), words: "shortcuts help 帮助", keys: "?", run: () => openDialog("keys-dialog") },
  ];
}

function views({ store }: PanelParts): readonly Omit<Command, "group">[] {
  const { config } = store.getState();
  const model = findModel(config.model)!;
  return [
    ...ROOMS.map((room) => ({
      id: `room:${room}`, name: pageLabel(({ shell }) => shell.pair(shell.rooms.name, shell.rooms.names[room])), about: pageLabel(({ shell }) => shell.rooms.about[room]),
      possible: (state: State) => !state.present && state.room !== room, run: () => choosePreference(store, { room }),
    })),
    ...instrumentsOf(model, config.hyperparameters).map((instrument) => ({
      id: `view:${instrument}`, name: pageLabel(({ shell, instruments: { latent } }) => shell.pair(latent.instrument, latent.instruments[instrument])),
      possible: (state: State) => displayedRoom(state) === "play" || shownInstrument(model, state.instrument, config.hyperparameters) !== instrument,
      run() {
        if (displayedRoom(store.getState()) === "play") showLab(store); // Play has one view
        store.setState({ instrument });
      },
    })),
  ];
}

/** The element of a setting's control. */
const controlOf = (id: string) => `#setting-${id}, input[name="setting-${id}"]:checked`;

function settings({ store }: PanelParts): readonly Omit<Command, "group">[] {
  const { config: { model: id, hyperparameters: values } } = store.getState();
  const model = findModel(id)!;
  const modelLabel = (text: (texts: Texts) => string) => inEachLanguage((language) => text(textsWithModel(textsOf(language), id)));
  const nameIn = (language: Language, option: string) => textsWithModel(textsOf(language), id).models.options[option] ?? option;
  const used = Object.entries<Hyperparameter>(model.hyperparameters).filter(([, spec]) => isInUse(spec, values) && !isFixed(spec));
  return [
    { id: "setting:model", name: modelLabel(({ shell }) => shell.experiment.model), possible: ({ present }) => !present, note: ({ language }) => textsOf(language).models.list[id]?.name ?? id, run: () => focusInLab(store, "#model") },
    ...used.map(([setting, spec]) => ({
      id: `setting:${setting}`, symbol: spec.symbol, words: setting,
      name: modelLabel(({ models: { hyperparameters } }) => hyperparameters[setting]?.name ?? setting),
      about: modelLabel(({ models: { hyperparameters } }) => hyperparameters[setting]?.about ?? ""),
      possible: (state: State) => (!spec.live || state.rewound === null) && (!state.present || lectureSettings(model, state).includes(setting)),
      note(state: State) {
        const value = shownSettings(state)[setting] ?? spec.default;
        return typeof value === "number" ? settingText(value) : nameIn(state.language, value);
      },
      run: () => focusInLab(store, controlOf(setting)),
    })),
    {
      id: "setting:seed", name: modelLabel(({ shell }) => shell.experiment.seed), about: modelLabel(({ shell }) => shell.experiment.seedAbout),
      possible: ({ present }) => !present, note: ({ config }) => String(config.seed), run: () => focusInLab(store, "#seed"),
    },
  ];
}

const presets = ({ store, session }: PanelParts): readonly Omit<Command, "group">[] => presetMenu.flatMap(({ names }) => names.map((preset) => {
  const { model } = findPreset(preset)!;
  const texts = (language: Language) => presetTexts(textsWithModel(textsOf(language), model), preset);
  return {
    id: `preset:${preset}`, name: inEachLanguage((language) => texts(language)?.title ?? preset), words: `${preset} ${model} ${textsOf("en").models.list[model]?.name ?? ""}`,
    about: inEachLanguage((language) => `${texts(language)?.about ?? ""} ${texts(language)?.question ?? ""}`),
    note: ({ language }: State) => modelName(textsOf(language), model),
    run() {
      if (displayedRoom(store.getState()) === "learn") showLab(store);
      quietly(session.openPreset(preset));
    },
  };
}));

const models = ({ store, session }: PanelParts): readonly Omit<Command, "group">[] => modelMenu.flatMap(({ items }) => items.map(({ id }) => ({
  id: `model:${id}`, name: inEachLanguage((language) => modelName(textsOf(language), id)), words: id,
  about: inEachLanguage((language) => modelTexts(textsOf(language), id)?.about ?? ""),
  run() {
    if (displayedRoom(store.getState()) !== "lab") showLab(store);
    quietly(session.openModel(id));
  },
})));

function measurements({ store }: PanelParts): readonly Omit<Command, "group">[] {
  const { config } = store.getState();
  const { kind } = dataOfRun(config);
  const texts = (language: Language): AllTexts => ({ ...textsOf(language), ...(partTexts.of(language) ?? partTexts.any)! });
  return [
    { id: "measure", name: pageLabel(({ measurements: { title } }) => title), run: () => openDialog("measure-dialog") },
    ...measurementsOf(findModel(config.model)!, kind).filter(isListed).map((id) => ({
      id: `measure:${id}`, name: inEachLanguage((language) => nameOf(texts(language), id, kind === "own")), words: id,
      about: inEachLanguage((language) => texts(language).measuring.list[id]!.about),
      run() {
        openDialog("measure-dialog");
        whenShown(`#measure-${id}`, (button) => button.focus());
      },
    })),
  ];
}

export const pageCommands: Commands = async (parts) => {
  await loadEachLanguage({ load: loadTexts }, partTexts, paletteTexts);
  const all = { actions, views, settings, presets, models, measurements };
  return Object.entries(all).flatMap(([group, create]) => create(parts).map((command) => ({ ...command, group: group as keyof typeof all })));
};
