/** One choice of several, made before anything is seen. */
interface Props {
  /** For screen readers. */
  readonly legend: string;
  /** Of the group, unique on the page. */
  readonly name: string;
  /** Their texts, by their ids. */
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
