// The one log of a process: JSON lines on stderr, so that stdout stays free for results.
import { destination, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

export function createLogger(options: { level: LogLevel }): Logger {
  return pino(
    {
      level: options.level,
      base: undefined,
      // A secret that slips into a logged object must not reach the log.
      redact: {
        paths: [
          'password',
          'token',
          'secret',
          'authorization',
          'cookie',
          '*.password',
          '*.token',
          '*.secret',
          '*.authorization',
          '*.cookie',
        ],
        censor: '[removed]',
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
