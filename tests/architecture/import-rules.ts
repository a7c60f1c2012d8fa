// The layers of src/ (ARCHITECTURE.md), as a check over the files of any tree: imports run one way and never in a cycle.
import fs from 'node:fs';
import path from 'node:path';

/** From the lowest to the highest; a file imports from its own layer and those below it. */
const LAYERS = [
  ['config', 'errors', 'logger', 'clock'],
  ['db', 'notebooks', 'mail', 'jobs', 'kernels'],
  ['accounts', 'questions', 'assessments', 'invitations', 'submissions', 'grading', 'reports'],
  ['web'],
  ['wiring', 'cli'],
];

/** Packages that one module alone may import. */
const RESERVED: Record<string, string> = { '@jupyterlab/services': 'kernels', express: 'web', nodemailer: 'mail' };

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
const SQL = /\b(?:SELECT\s[\s\S]{1,400}?\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\s/;

/** Sentences on everything that breaks the rules; empty when all is well. `folder` is a `src` folder. */
export function findViolations(folder: string): string[] {
  const files = listFiles(folder);
  const graph = new Map(files.map((file) => [file, readImports(path.join(folder, file))]));
  const problems: string[] = [];
  for (const [file, imports] of graph) {
    for (const target of imports) {
      if (!target.startsWith('.')) {
        problems.push(...checkPackage(file, target));
        continue;
      }
      const resolved = path.normalize(path.join(path.dirname(file), target));
      if (!graph.has(resolved)) continue;
      if (layerOf(resolved) > layerOf(file)) problems.push(`${file} imports ${resolved}, which is in a higher layer`);
    }
    if (
      !/(^|\/)store\.ts$/.test(file) &&
      !file.startsWith('db/') &&
      SQL.test(fs.readFileSync(path.join(folder, file), 'utf8'))
    ) {
      problems.push(`${file} holds SQL, which belongs into a store.ts`);
    }
  }
  for (const file of files) {
    if (!Number.isFinite(layerOf(file)))
      problems.push(`${file} belongs to no layer; name its folder in tests/architecture/import-rules.ts`);
  }
  return [...problems, ...findCycles(graph)];
}

function checkPackage(file: string, name: string): string[] {
  return Object.entries(RESERVED)
    .filter(([reserved, owner]) => (name === reserved || name.startsWith(`${reserved}/`)) && moduleOf(file) !== owner)
    .map(([reserved, owner]) => `${file} imports ${reserved}, which only ${owner}/ may`);
}

function layerOf(file: string): number {
  const index = LAYERS.findIndex((names) => names.includes(moduleOf(file)));
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

function moduleOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.(ts|mjs)$/, '');
}

function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.startsWith(`web${path.sep}public`))
    .map((name) => name.split(path.sep).join('/'));
}

function readImports(file: string): string[] {
  return [...fs.readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
}

function findCycles(graph: Map<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const problems: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      problems.push(`imports in a cycle: ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const target of graph.get(file) ?? []) {
      const resolved = target.startsWith('.') ? path.normalize(path.join(path.dirname(file), target)) : '';
      if (graph.has(resolved)) visit(resolved, [...trail, file]);
    }
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return problems;
}
