// An assessment: ordered questions, minutes allowed and a pass mark.
import type { Question } from '../questions/question.ts';

export type Assessment = {
  id: string;
  title: string;
  minutes: number;
  /** 0…1 of the possible points. */
  passMark: number;
  questions: Question[];
};
