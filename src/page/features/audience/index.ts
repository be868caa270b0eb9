/** The components for an audience, fetched together. */
import "../../ui/present/lecture.css";
import "./audience.css";
export { LinkCode } from "./LinkCode";
export { QuestionForm } from "./QuestionForm";
export { AudienceKeys, QuestionStage, Tally } from "./QuestionStage";
