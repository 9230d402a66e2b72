import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useKey } from '../../keys/use-key.ts';
import { useClock } from '../../ui/clock.tsx';
import { counted } from '../../ui/format/count.ts';
import { wallTime } from '../../ui/format/instant.ts';
import { type LogRow, LogView } from '../../ui/log-view.tsx';
import { Segments } from '../../ui/segments.tsx';
import css from './job-log.module.css';
import { filterLog, type LogLevelFilter, type LogLineView, logAsText } from './log-line-view.ts';
import { useJobLog } from './use-job-log.ts';

const LEVELS: { value: LogLevelFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'messages', label: 'Messages' },
  { value: 'warnings', label: 'Warnings' },
];

/** The job's log: follows its end, filtered by words and level, each line with an address of its own. */
export function JobLog(props: { jobId: number; running: boolean }) {
  const log = useJobLog(props.jobId, props.running);
  const [text, setText] = useState('');
  const [level, setLevel] = useState<LogLevelFilter>('all');
  const { timeZone } = useClock();
  const pointedAt = usePointedLine();
  const input = useFilterKey();
  const rows = useMemo(
    () => toRows(filterLog(log.lines, level, text), level === 'all' && text === '', timeZone),
    [log.lines, level, text, timeZone],
  );
  return (
    <section aria-label="Log" className={css.section}>
      <div className={css.head}>
        <h2>Log</h2>
        <span className="ink3">{countWords(log.lines.length, rows.length)}</span>
        <span className="grow" />
        <TextInput
          ref={input}
          className={css.filter ?? ''}
          type="search"
          aria-label="Filter lines"
          placeholder="Filter lines"
          value={text}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Segments label="Which lines" options={LEVELS} value={level} onChange={setLevel} />
        <Button
          className={css.raw ?? ''}
          variant="subtle"
          size="sm"
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
          onClick={() => save(props.jobId, log.lines)}
        >
          Raw
        </Button>
      </div>
      {log.failed !== null && (
        <p role="alert" className={css.failed}>
          The log could not be loaded further.{' '}
          <Button size="sm" onClick={log.reload}>
            Load again
          </Button>
        </p>
      )}
      <LogView
        rows={rows}
        label={`Log of job ${props.jobId}`}
        pointedAt={pointedAt}
        settled={log.loaded}
        empty={
          log.lines.length > 0 ? 'No such line.' : props.running ? 'No line yet.' : 'Nothing was logged.'
        }
      />
    </section>
  );
}

function usePointedLine(): number | null {
  const hash = useLocation({ select: (location) => location.hash });
  const match = /^log-(\d+)$/.exec(hash);
  return match ? Number(match[1]) : null;
}

function useFilterKey() {
  const [element, setElement] = useState<HTMLInputElement | null>(null);
  useKey('/', 'Filter lines', () => element?.focus());
  return setElement;
}

function toRows(lines: readonly LogLineView[], whole: boolean, timeZone: string): LogRow[] {
  return lines.map((line, index) => {
    const before = lines[index - 1];
    return {
      ...line,
      time: wallTime(new Date(line.time), timeZone).time,
      missingBefore: whole && before ? Math.max(0, line.seq - before.seq - 1) : 0,
    };
  });
}

function countWords(all: number, shown: number): string {
  return shown === all ? counted(all, 'line') : `${shown} of ${counted(all, 'line')}`;
}

function save(jobId: number, lines: readonly LogLineView[]): void {
  const url = URL.createObjectURL(new Blob([`${logAsText(lines)}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `job-${jobId}.log`;
  link.click();
  URL.revokeObjectURL(url);
}
