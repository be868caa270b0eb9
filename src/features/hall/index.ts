/** The components for an audience, fetched together. */
import "../../ui/present/lecture.css";
import "./hall.css";
export { LinkCode } from "./LinkCode";
export { QuestionForm } from "./QuestionForm";
export { HallKeys, QuestionStage, Tally } from "./QuestionStage";
