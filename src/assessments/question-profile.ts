// What tells a question's cells from another's when the starter's marks are gone: its heading, its prompt, its given
// cells, the names that it asks for and gives, its files, and the words that only it uses.
import { addWords, fingerprintPython, parsePythonStatements } from '../notebooks/python-source.ts';
import type { Question } from '../questions/question.ts';
import type { Assessment } from './assessment.ts';

export type RequiredName = { name: string; weight: number; isDecisive: boolean };

export type QuestionProfile = {
  question: Question;
  id: string;
  number: number;
  titleWords: Set<string>;
  /** Lines of the prompt that are long enough to be nobody else's. */
  promptLines: Set<string>;
  /** Every line of the prompt: what else stands in a prompt cell was written by the candidate. */
  knownLines: Set<string>;
  givenFingerprints: Set<string>;
  givenStatements: Set<string>;
  /** Texts of answer cells as the starter has them, where no other question's are the same. */
  answerTexts: Set<string>;
  required: RequiredName[];
  /** Decisive functions and classes. */
  definitions: Set<string>;
  /** Given names, each with its weight: 1 where no other question gives or asks for it. */
  givenNames: Map<string, number>;
  files: Set<string>;
  /** How much a word says for this question: 1 where no other uses it. */
  words: Map<string, number>;
};

const DEFINITION_WEIGHT = 8;
const DISTINCT_VALUE_WEIGHT = 6;
const COMMON_VALUE_WEIGHT = 2;
const COMMON_GIVEN_SHARE = 0.4;

export function buildQuestionProfiles(assessment: Assessment): QuestionProfile[] {
  const { questions } = assessment;
  const vocabularies = questions.map(listWords);
  const texts = questions.map((question) => listAnswerTexts(question));
  return questions.map((question, index) => ({
    question,
    id: question.id,
    number: index + 1,
    titleWords: listTitleWords(question.title),
    promptLines: new Set(
      question.prompt
        .split('\n')
        .map(normalizeLine)
        .filter((line) => line.length >= 20),
    ),
    knownLines: new Set(question.prompt.split('\n').map(normalizeLine)),
    givenFingerprints: new Set(
      question.starter
        .filter((cell) => cell.role === 'given' && cell.kind === 'code')
        .map((cell) => fingerprintPython(cell.source)),
    ),
    givenStatements: new Set(
      question.starter
        .filter((cell) => cell.role === 'given' && cell.kind === 'code')
        .flatMap((cell) => parsePythonStatements(cell.source).map((statement) => fingerprintPython(statement.source))),
    ),
    answerTexts: new Set(
      (texts[index] ?? []).filter((text) => texts.every((other, at) => at === index || !other.includes(text))),
    ),
    required: question.requires.map(({ name, kind }) => weighRequired(name, kind, questions)),
    definitions: new Set(question.requires.filter(({ kind }) => kind !== 'value').map(({ name }) => name)),
    givenNames: new Map(
      question.given.names.map((name) => [
        name,
        (isDistinct(name) ? 1 : COMMON_GIVEN_SHARE) / countUsers(name, questions),
      ]),
    ),
    files: new Set(question.given.files),
    words: new Map(
      [...(vocabularies[index] ?? [])].flatMap((word) => {
        const weight = weighWord(vocabularies.filter((other) => other.has(word)).length, questions.length);
        return weight > 0 ? [[word, weight] as const] : [];
      }),
    ),
  }));
}

function weighRequired(name: string, kind: string, questions: Question[]): RequiredName {
  const users = countUsers(name, questions);
  if (users > 1) return { name, weight: COMMON_VALUE_WEIGHT / users, isDecisive: false };
  if (kind !== 'value') return { name, weight: DEFINITION_WEIGHT, isDecisive: true };
  return isDistinct(name)
    ? { name, weight: DISTINCT_VALUE_WEIGHT, isDecisive: true }
    : { name, weight: COMMON_VALUE_WEIGHT, isDecisive: false };
}

/** `model` and `X_train` are everybody's words, `unique_value_counts` is nobody's by chance. */
function isDistinct(name: string): boolean {
  return name.length >= 8 && /_|[a-z][A-Z]/.test(name);
}

function countUsers(name: string, questions: Question[]): number {
  return questions.filter(
    (question) => question.given.names.includes(name) || question.requires.some((required) => required.name === name),
  ).length;
}

function weighWord(users: number, questionCount: number): number {
  if (users === 1) return 1;
  if (users === 2 && questionCount > 2) return 0.4;
  return users === 3 && questionCount > 6 ? 0.15 : 0;
}

function listWords(question: Question): Set<string> {
  const words = new Set<string>();
  addWords(words, question.title);
  addWords(words, question.prompt);
  for (const required of question.requires) addWords(words, required.name);
  for (const cell of question.starter) {
    if (cell.kind === 'markdown') addWords(words, cell.source);
    else
      for (const statement of parsePythonStatements(cell.source)) for (const word of statement.words) words.add(word);
  }
  for (const [name, bytes] of Object.entries(question.files)) {
    addWords(words, name);
    if (name.endsWith('.csv')) addWords(words, bytes.toString('utf8', 0, 2_000).split('\n')[0] ?? '');
  }
  return words;
}

function listAnswerTexts(question: Question): string[] {
  return question.starter
    .filter((cell) => cell.role === 'answer')
    .map((cell) => normalizeText(cell.source))
    .filter((text) => text !== '');
}

const FILLERS = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'in',
  'of',
  'on',
  'the',
  'to',
  'with',
  'question',
  'task',
]);

/** The words of a heading without fillers, numbers and the plural's s. */
export function listTitleWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => !FILLERS.has(word) && !/^q?\d+$/.test(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)),
  );
}

export function normalizeText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** A line as it compares: whatever a converter did to its layout and escapes. */
export function normalizeLine(line: string): string {
  return line
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
