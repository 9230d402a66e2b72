import { type Logger, pino } from 'pino';
import { maskText } from './mask-text.ts';

/** JSON lines on standard output; every line passes the mask, whoever wrote it. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: maskText },
  });
}
