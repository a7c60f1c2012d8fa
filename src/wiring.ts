// Puts the parts together: which database, which gateway, and what of the service runs in this process.
import http from 'node:http';
import path from 'node:path';
import { createAuth } from './accounts/auth.ts';
import { createSampleData, selectSampleSignIn } from './accounts/sample.ts';
import type { Config } from './config.ts';
import { createEmbeddedPostgres } from './db/embedded-postgres.ts';
import { migrate } from './db/migrate.ts';
import { createPool, type Database } from './db/pool.ts';
import { createSecret } from './db/secret.ts';
import { SetupError } from './errors.ts';
import { createGrader } from './grading/grader.ts';
import { createJobRunner } from './jobs/runner.ts';
import { createConfiguredGateway, type LentGateway } from './kernels/configured-gateway.ts';
import { establishIsolation } from './kernels/isolation.ts';
import type { Logger } from './logger.ts';
import { createMailer } from './mail/mailer.ts';
import { type Bank, loadBank } from './questions/bank.ts';
import { renderInvitationMail } from './reports/invitation-mail.ts';
import { renderReportMail } from './reports/render.ts';
import { buildReport } from './reports/report.ts';
import { buildSignedReportUrl } from './reports/report-links.ts';
import { createJobHandlers } from './submissions/job-handlers.ts';
import { createApp } from './web/app.ts';

const CLOSE_LIMIT_MS = 10_000;

/** What `assay start`, `web` and `worker` run in one process. */
export type ServiceParts = { web: boolean; worker: boolean };

export type Service = {
  /** The database's address; the tests and the migrate command use it. */
  databaseUrl: string;
  /** Where the web server answers; null without one. */
  url: string | null;
  /** The sample recruiter's, where this machine is the whole installation. */
  sampleSignIn: { email: string; password: string } | null;
  close(): Promise<void>;
};

/** Starts the parts; where one fails, ends the others and throws SetupError with a way out. */
export async function startService(config: Config, parts: ServiceParts, logger: Logger): Promise<Service> {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse())
      await Promise.resolve(closer()).catch((error) =>
        logger.warn({ error: String(error) }, 'a part did not end cleanly'),
      );
  };
  try {
    return { ...(await startParts(config, parts, logger, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  config: Config,
  parts: ServiceParts,
  logger: Logger,
  closers: (() => Promise<unknown> | unknown)[],
): Promise<Omit<Service, 'close'>> {
  const isAllInOne = config.databaseUrl === null;
  // The port first: when it is taken, nothing else should have been started for nothing.
  const server = parts.web ? await listen(config) : null;
  if (server) closers.push(() => closeServer(server));
  const gatewayStart = parts.worker ? createConfiguredGateway(config, logger) : null;
  gatewayStart?.then((gateway) => closers.push(gateway.close)).catch(() => undefined);
  const databaseUrl = await startDatabase(config, logger, closers);
  await migrate(databaseUrl, logger);
  const pool = createPool(databaseUrl, logger);
  closers.push(() => pool.end());
  const bank = await loadBank();
  const secret = config.secret ?? (await createSecret(config.varFolder));
  const auth = createAuth({ pool, secret, baseUrl: config.baseUrl });
  if (server) {
    const options = {
      pool,
      auth,
      bank,
      baseUrl: config.baseUrl,
      secret,
      trustedProxies: config.trustedProxies,
      logger,
    };
    server.on(
      'request',
      createApp({
        ...options,
        showsOutbox: isAllInOne && config.smtpUrl === null,
        isUnconfined: config.sandbox === 'off',
      }),
    );
  }
  if (gatewayStart) {
    const gateway = await gatewayStart;
    const runner = await startWorker({ config, databaseUrl, pool, bank, secret, gateway, logger });
    closers.push(runner.close);
  }
  if (isAllInOne && parts.web && parts.worker)
    await createSampleData({ pool, auth, bank, varFolder: config.varFolder, logger });
  return {
    databaseUrl,
    url: server ? config.baseUrl : null,
    sampleSignIn: isAllInOne ? await selectSampleSignIn(config.varFolder) : null,
  };
}

async function startDatabase(
  config: Config,
  logger: Logger,
  closers: (() => Promise<unknown> | unknown)[],
): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const postgres = await createEmbeddedPostgres({ folder: path.join(config.varFolder, 'postgres'), logger });
  closers.push(postgres.close);
  return postgres.url;
}

type WorkerParts = {
  config: Config;
  databaseUrl: string;
  pool: Database;
  bank: Bank;
  secret: string;
  gateway: LentGateway;
  logger: Logger;
};

async function startWorker({
  config,
  databaseUrl,
  pool,
  bank,
  secret,
  gateway,
  logger,
}: WorkerParts): Promise<{ close(): Promise<void> }> {
  const grader = createGrader({
    gateway,
    isolation: () => establishIsolation(gateway, config),
    warmGradings: config.gradingConcurrency,
  });
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, pool });
  const handlers = createJobHandlers({
    pool,
    bank,
    grader,
    mailer,
    logger,
    baseUrl: config.baseUrl,
    renderInvitationMail,
    renderReportMail: (facts, { reportUrl }) =>
      renderReportMail(buildReport(facts), { reportUrl: buildSignedReportUrl(reportUrl, secret) }),
  });
  const runner = await createJobRunner({
    databaseUrl,
    pool,
    handlers,
    gradingConcurrency: config.gradingConcurrency,
    logger,
  });
  return {
    close: async () => {
      await runner.close();
      await grader.close();
      mailer.close();
    },
  };
}

async function listen(config: Config): Promise<http.Server> {
  const server = http.createServer();
  // Until the app is there: a browser that comes early is told to come again.
  const hold = (_request: http.IncomingMessage, response: http.ServerResponse) => {
    if (server.listenerCount('request') > 1) return;
    response
      .writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' })
      .end('Assay is starting. Reload this page in a moment.\n');
  };
  server.on('request', hold);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${config.port} on ${config.host} is taken by another program. Stop that program, or choose another port: ASSAY_PORT=8090 npm start`;
      reject(
        new SetupError(
          error.code === 'EADDRINUSE'
            ? taken
            : `The web server cannot listen on ${config.host}:${config.port} (${error.code}).`,
        ),
      );
    });
    server.listen(config.port, config.host, resolve);
  });
  return server;
}

async function closeServer(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS / 5);
  await closed;
  clearTimeout(timer);
}
