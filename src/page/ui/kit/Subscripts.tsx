/** A text in which p_data and p_model have their names as subscripts, as in formulas. */
export const Subscripts = ({ of }: { readonly of: string }) =>
  <>{of.split(/(?<=p)_(data|model)/).map((piece, k) => (k % 2 === 1 ? <sub key={k}>{piece}</sub> : piece))}</>;
