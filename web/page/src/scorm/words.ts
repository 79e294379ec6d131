// What a tutor reads in the reports of a course's system.

const inMarks = (marks: string, outOf: string): string => `${marks} of ${outOf} ${outOf === "1" ? "mark" : "marks"}`;

export const words = {
  line: (question: number, line: string, verdict: string, marks: string, outOf: string) =>
    `Question ${question}, ${line}: ${verdict}, ${inMarks(marks, outOf)}`,
  notMarked: (question: number, line: string) => `Question ${question}, ${line}: own words, not marked`,
  blank: "left blank",
};
