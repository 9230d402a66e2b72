import type { JobLogLine } from '@borgcube/domain/job/job';

export interface LogLineView {
  seq: number;
  time: string;
  /** Borg's letter of a file line (A added, M modified, E error, C changed while read), else ''. */
  letter: string;
  text: string;
  tone: 'plain' | 'warning' | 'error';
}

const FILE_LINE = /^([AMECU]) (.+)$/s;

export function logLineView(line: JobLogLine): LogLineView {
  const file = line.level === 'file' ? FILE_LINE.exec(line.message) : null;
  const letter = file?.[1] ?? (line.level === 'error' ? 'E' : '');
  return {
    seq: line.seq,
    time: line.time,
    letter,
    text: oneLine(file?.[2] ?? line.message),
    tone: toneOf(line, letter),
  };
}

function toneOf(line: JobLogLine, letter: string): LogLineView['tone'] {
  if (line.level === 'error') return 'error';
  if (line.level === 'warning' || letter === 'E' || letter === 'C') return 'warning';
  return 'plain';
}

/** A name may hold newlines and other control characters; a log line is one line all the same. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f]/g, escapeControl);
}

function escapeControl(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

export type LogLevelFilter = 'all' | 'messages' | 'warnings';

/** Which lines are shown: all of them, all but file lines, or what went wrong; then those that hold the text. */
export function filterLog(
  lines: readonly LogLineView[],
  level: LogLevelFilter,
  text: string,
): readonly LogLineView[] {
  const wanted = text.trim().toLowerCase();
  if (level === 'all' && wanted === '') return lines;
  return lines.filter((line) => {
    if (level === 'warnings' && line.tone === 'plain') return false;
    if (level === 'messages' && line.letter !== '' && line.tone === 'plain') return false;
    return wanted === '' || line.text.toLowerCase().includes(wanted);
  });
}

/** Lines as plain text: time, letter, message. */
export function logAsText(lines: readonly LogLineView[]): string {
  return lines.map((line) => `${line.time} ${line.letter || '-'} ${line.text}`).join('\n');
}
