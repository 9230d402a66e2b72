import { formatBytes, formatSize } from './format/size.ts';

/** Bytes in three significant digits, every byte on hover; `null` is "not known yet", never zero. */
export function Size(props: { bytes: number | null | undefined; absent?: string }) {
  if (props.bytes === null || props.bytes === undefined)
    return <span className="ink3">{props.absent ?? 'not known yet'}</span>;
  return (
    <span className="nowrap" title={formatBytes(props.bytes)}>
      {formatSize(props.bytes)}
    </span>
  );
}
