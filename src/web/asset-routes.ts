// Styles and scripts: ours, and htmx from its package. Nothing comes from another host.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { TEMPLATES_FOLDER } from '../reports/templates.ts';

const PUBLIC_FOLDER = fileURLToPath(new URL('./public', import.meta.url));
const HTMX = path.join(
  path.dirname(createRequire(import.meta.url).resolve('htmx.org/package.json')),
  'dist/htmx.min.js',
);

export function createAssetRoutes(): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/htmx.min.js', (_request, response) => response.sendFile(HTMX, { cacheControl: false }));
  for (const name of ['report.css', 'highlight.css']) {
    router.get(`/${name}`, (_request, response) =>
      response.sendFile(path.join(TEMPLATES_FOLDER, 'assets', name), { cacheControl: false }),
    );
  }
  router.use(express.static(PUBLIC_FOLDER, { index: false, cacheControl: false }));
  return router;
}
