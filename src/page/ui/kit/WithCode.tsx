/** A sentence in which code is between backticks. */
export const WithCode = ({ text }: { readonly text: string }) => <>{text.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;
