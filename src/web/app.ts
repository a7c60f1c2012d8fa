// The web server's routes put together. What a request needs comes in through `WebOptions`; nothing is kept between requests.
import express, { type Express } from 'express';
import { inTransaction } from '../db/pool.ts';
import { createAssessmentRoutes } from './assessment-routes.ts';
import { createAssetRoutes } from './asset-routes.ts';
import { createAttemptRoutes } from './attempt-routes.ts';
import { createErrorHandler, handleNotFound } from './error-pages.ts';
import { createInvitationRoutes } from './invitation-routes.ts';
import { createLinkRoutes } from './link-routes.ts';
import { createOutboxRoutes } from './outbox-routes.ts';
import { createReportRoutes } from './report-routes.ts';
import { createSecurityHeaders, requireSameOrigin } from './security.ts';
import { createSignInRoutes } from './sign-in-routes.ts';
import { createUploadRoutes } from './upload-routes.ts';
import { useViews } from './views.ts';
import type { WebOptions } from './web-options.ts';

export function createApp(options: WebOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies);
  app.set('query parser', 'simple');
  useViews(app, options);
  app.get('/health', async (_request, response) => {
    await inTransaction(options.pool, async () => {});
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.use(createSecurityHeaders(options.baseUrl));
  app.use('/assets', createAssetRoutes());
  app.use(requireSameOrigin(options.baseUrl));
  // Before the form parser: an upload is registered before anything of its body is read.
  app.use(createUploadRoutes(options));
  app.use(express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 500 }));
  app.use(createSignInRoutes(options));
  app.use(createLinkRoutes(options));
  app.use(createAttemptRoutes(options));
  app.use(createReportRoutes(options));
  app.use(createAssessmentRoutes(options));
  app.use(createInvitationRoutes(options));
  if (options.showsOutbox) app.use(createOutboxRoutes(options));
  app.use(handleNotFound);
  app.use(createErrorHandler(options.logger));
  return app;
}
