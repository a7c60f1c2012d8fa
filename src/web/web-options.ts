// What the web server is given; its routes take from it what they need.
import type { Auth } from '../accounts/auth.ts';
import type { Database } from '../db/pool.ts';
import type { Logger } from '../logger.ts';
import type { Bank } from '../questions/bank.ts';

export type WebOptions = {
  pool: Database;
  auth: Auth;
  bank: Bank;
  /** What stands before every path in links; no slash at its end. */
  baseUrl: string;
  /** Signs the reports' links. */
  secret: string;
  trustedProxies: number;
  /** The development outbox; only where this machine is the whole installation. */
  showsOutbox: boolean;
  /** Candidates' code is confined by nothing (ASSAY_SANDBOX=off): every page says so. */
  isUnconfined: boolean;
  logger: Logger;
};
