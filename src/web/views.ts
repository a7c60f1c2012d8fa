// Handlebars for pages: layouts, partials and the few helpers that they need.
import path from 'node:path';
import type { Express } from 'express';
import { create } from 'express-handlebars';
import Handlebars from 'handlebars';
import { TEMPLATES_FOLDER } from '../reports/templates.ts';
import { formatInstant } from '../reports/wording.ts';

export function useViews(
  app: Express,
  { showsOutbox, isUnconfined }: { showsOutbox: boolean; isUnconfined: boolean },
): void {
  const engine = create({
    extname: '.hbs',
    layoutsDir: path.join(TEMPLATES_FOLDER, 'layouts'),
    partialsDir: path.join(TEMPLATES_FOLDER, 'partials'),
    defaultLayout: 'page',
    helpers: { instant: renderInstant },
  });
  app.engine('.hbs', engine.engine);
  app.set('view engine', '.hbs');
  app.set('views', path.join(TEMPLATES_FOLDER, 'pages'));
  app.enable('view cache');
  app.locals.showsOutbox = showsOutbox;
  app.locals.isUnconfined = isUnconfined;
}

/** In UTC as written; a script adds the reader's own time. */
function renderInstant(at: unknown): Handlebars.SafeString | string {
  if (!(at instanceof Date)) return '';
  return new Handlebars.SafeString(`<time datetime="${at.toISOString()}">${formatInstant(at)}</time>`);
}
