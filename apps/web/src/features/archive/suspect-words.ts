import { formatSize } from '../../ui/format/size.ts';

/** Why an archive is suspect, as a person would say it: `It shrank: 1.90 GiB, usually 31.4 GiB.` */
export function suspectWords(reason: string): string {
  const sized = reason.replace(/\b(\d+) bytes, usually (\d+)\b/g, (_, now, usual) => {
    return `${formatSize(Number(now))}, usually ${formatSize(Number(usual))}`;
  });
  const [kind, rest] = [sized.slice(0, sized.indexOf(': ')), sized.slice(sized.indexOf(': ') + 2)];
  if (kind === 'shrunk') return `It shrank: ${rest}.`;
  if (kind === 'unusual') return `It changed unusually much: ${rest}.`;
  return sized;
}
