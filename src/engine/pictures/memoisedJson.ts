/** JSON of a wish or of settings, written anew only for another object: it is compared between any two steps. */
export function memoisedJson(): (value: unknown) => string {
  let last: unknown, text = "";
  return (value) => {
    if (value !== last) [last, text] = [value, JSON.stringify(value)];
    return text;
  };
}
