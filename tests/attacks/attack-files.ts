// The attacks and their controls: one file each, in a folder by kind. An attack holds a wrong answer and tries to earn its
// points all the same; a control is a right answer that comes close to an attack and must keep all of them.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type AttackFile = {
  /** Folder and name. */
  id: string;
  /** What it goes for: the folder's name. */
  kind: string;
  isControl: boolean;
  title: string;
  questionId: string;
  /** Checks that the wrong answer inside does not earn; none for a control. */
  loses: string[];
  /** Claimed checks among them that it earns all the same, in the rubric's order: what is still forgeable (README.md). */
  stillForges: string[];
  /** Computed checks among them that it earns: holes that are known and not closed yet (README.md). */
  knownHoles: string[];
  /** Means of isolation under which it gets something all the same: what they cannot keep. */
  stillEscapes: string[];
  /** Words of an observation that the recruiter gets to see. */
  observed: string | null;
  /** Cells in percent format; null where the file prints a whole notebook. */
  answer: string | null;
  notebook: Buffer | null;
};

/** Kinds that go for the machine below the kernel: what stops them differs with the means of isolation. */
export const SYSTEM_KINDS: readonly string[] = ['processes', 'reading', 'system'];

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Throws an Error where a header is missing. */
export function readAttackFiles(): AttackFile[] {
  return fs
    .readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) =>
      fs
        .readdirSync(path.join(FOLDER, entry.name))
        .filter((name) => name.endsWith('.py'))
        .sort()
        .map((name) => readAttackFile(entry.name, name)),
    );
}

function readAttackFile(kind: string, name: string): AttackFile {
  const file = path.join(FOLDER, kind, name);
  const text = fs.readFileSync(file, 'utf8');
  const header = (key: string) => new RegExp(`^# ${key}: (.+)$`, 'm').exec(text)?.[1]?.trim();
  const control = header('control');
  const title = control ?? header('attack');
  const questionId = header('question');
  const list = (key: string) => (header(key) ?? '').split(',').flatMap((id) => id.trim() || []);
  const loses = list('loses');
  if (!title || !questionId || (control === undefined && loses.length === 0))
    throw new Error(
      `${file}: the first lines must say "# attack: …" or "# control: …", "# question: …", "# loses: …".`,
    );
  const isScript = name.endsWith('.notebook.py');
  return {
    id: `${kind}/${name.replace(/\.py$/, '')}`,
    kind,
    isControl: control !== undefined,
    title,
    questionId,
    loses,
    stillForges: list('still forges'),
    knownHoles: list('known hole'),
    stillEscapes: list('still escapes'),
    observed: header('observed') ?? null,
    answer: isScript ? null : text,
    notebook: isScript ? execFileSync('python3', [file], { maxBuffer: 2 ** 28 }) : null,
  };
}
