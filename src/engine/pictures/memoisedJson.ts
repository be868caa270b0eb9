/** Returns a function that serialises a value as JSON and reuses the text for the same object, as it is called between any two steps. */
export function memoisedJson(): (value: unknown) => string {
  let last: unknown, text = "";
  return (value) => {
    if (value !== last) [last, text] = [value, JSON.stringify(value)];
    return text;
  };
}
