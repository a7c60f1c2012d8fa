// The templates that are rendered without a web server: mails and the report as one file.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

export const TEMPLATES_FOLDER = fileURLToPath(new URL('../../templates', import.meta.url));

const compiled = new Map<string, Handlebars.TemplateDelegate>();

// An instance of our own: helpers and partials of the pages cannot leak into mails.
const handlebars = Handlebars.create();
handlebars.registerPartial('report', readTemplate('partials/report.hbs'));

/** `name` is a path below templates/, such as `emails/report.hbs`. */
export function renderTemplate(name: string, view: object): string {
  const known = compiled.get(name) ?? handlebars.compile(readTemplate(name), { strict: false });
  compiled.set(name, known);
  return known(view);
}

export function readTemplate(name: string): string {
  return fs.readFileSync(path.join(TEMPLATES_FOLDER, name), 'utf8');
}
