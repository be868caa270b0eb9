/** The id of the element, beside the loss chart, into which a lesson puts its own. */
export const LESSON_CHART = "lesson-chart";
