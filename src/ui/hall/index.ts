/** What a hall sees and takes part by, fetched together. */
import "../present/lecture.css";
import "./hall.css";
export { LinkCode } from "./LinkCode";
export { QuestionForm } from "./QuestionForm";
export { QuestionStage } from "./QuestionStage";
export { Tally } from "./Tally";
