/** The page's icons, in the size and colour of the text. The control around each icon has the accessible name. */
import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor"
      strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const ThemeIcon = () => (
  <Icon><circle cx="8" cy="8" r="5.5" /><path d="M8 2.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" stroke="none" /></Icon>
);
export const CloseIcon = () => <Icon><path d="M4 4l8 8M12 4l-8 8" /></Icon>;
export const DieIcon = () => (
  <Icon>
    <rect x="2.25" y="2.25" width="11.5" height="11.5" rx="2.5" />
    <g fill="currentColor" stroke="none">
      <circle cx="5.4" cy="5.4" r="1.1" /><circle cx="10.6" cy="10.6" r="1.1" /><circle cx="8" cy="8" r="1.1" />
      <circle cx="10.6" cy="5.4" r="1.1" /><circle cx="5.4" cy="10.6" r="1.1" />
    </g>
  </Icon>
);
export const PreviousIcon = () => <Icon><path d="M9.5 4.5 6 8l3.5 3.5" /></Icon>;
export const NextIcon = () => <Icon><path d="M6.5 4.5 10 8l-3.5 3.5" /></Icon>;
export const MoreIcon = () => (
  <Icon><g fill="currentColor" stroke="none"><circle cx="3.5" cy="8" r="1.3" /><circle cx="8" cy="8" r="1.3" /><circle cx="12.5" cy="8" r="1.3" /></g></Icon>
);
export const DownIcon = () => <Icon><path d="M4.5 6.5 8 10l3.5-3.5" /></Icon>;
