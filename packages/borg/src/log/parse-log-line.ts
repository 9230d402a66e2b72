import type { BorgLine, BorgMessage, BorgPhase, CreateProgress } from './borg-line.ts';

const LEVELS = ['debug', 'info', 'warning', 'error', 'critical'] as const;

/**
 * Never throws: Borg also prints usage texts and prompts, and glues text progress in front of a JSON line.
 * What holds no known JSON object stays a raw line; null is a line that says nothing.
 */
export function parseLogLine(line: string): BorgLine | null {
  if (line.trim() === '') return null;
  for (let at = line.indexOf('{"'); at >= 0; at = line.indexOf('{"', at + 1)) {
    const found = parseObject(line.slice(at));
    if (found !== undefined) return found;
  }
  return { type: 'raw', text: line.trimEnd() };
}

/** Undefined: not JSON, or of no type that is known. */
function parseObject(json: string): BorgLine | null | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(json) as Record<string, unknown>; // starts with {" and is complete, so an object
  } catch {
    return undefined;
  }
  switch (value.type) {
    case 'archive_progress':
      return value.finished === true ? null : { type: 'progress', progress: toProgress(value) };
    case 'progress_percent':
    case 'progress_message':
      return { type: 'phase', phase: toPhase(value) };
    case 'file_status':
      return { type: 'status', status: text(value.status), path: text(value.path) };
    case 'log_message':
      return toMessage(value);
    default:
      return text(value.type).startsWith('question_') ? toQuestion(value) : undefined;
  }
}

function toProgress(value: Record<string, unknown>): CreateProgress {
  return {
    originalSize: number(value.original_size) ?? 0,
    compressedSize: number(value.compressed_size) ?? 0,
    deduplicatedSize: number(value.deduplicated_size) ?? 0,
    nfiles: number(value.nfiles) ?? 0,
    path: text(value.path),
  };
}

function toPhase(value: Record<string, unknown>): BorgPhase {
  return {
    msgid: text(value.msgid),
    message: text(value.message),
    current: number(value.current),
    total: number(value.total),
    finished: value.finished === true,
  };
}

function toMessage(value: Record<string, unknown>): BorgMessage {
  const level = LEVELS.find((name) => name === text(value.levelname).toLowerCase()) ?? 'info';
  const msgid = typeof value.msgid === 'string' ? value.msgid : null;
  return { type: 'message', level, text: text(value.message), msgid, name: text(value.name) };
}

function toQuestion(value: Record<string, unknown>): BorgMessage {
  const said = text(value.message) || `${text(value.type)} ${text(value.msgid)}`;
  return { type: 'message', level: 'info', text: said, msgid: null, name: 'borg.question' };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
