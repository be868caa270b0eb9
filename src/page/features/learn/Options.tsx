/** A choice among several options, made before anything is shown. */
interface Props {
  /** The legend, for screen readers. */
  readonly legend: string;
  /** The group's name, unique on the page. */
  readonly name: string;
  /** Texts by option id. */
  readonly options: Readonly<Record<string, string>>;
  readonly chosen: string | null;
  readonly disabled: boolean;
  onChoose(option: string): void;
}

export function Options({ legend, name, options, chosen, disabled, onChoose }: Props) {
  return (
    <fieldset className="lesson__options">
      <legend className="visually-hidden">{legend}</legend>
      {Object.entries(options).map(([id, text]) => (
        <label key={id} className="lesson__option">
          <input type="radio" name={name} checked={chosen === id} disabled={disabled} onChange={() => onChoose(id)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
