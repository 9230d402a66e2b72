import { formatBytes, formatSize } from '../../ui/format/size.ts';

/** Bytes more or fewer, with their sign; what stayed the same, or is not known, is a dot. */
export function SizeDelta(props: { bytes: number | null }) {
  const { bytes } = props;
  if (bytes === null || bytes === 0) return <span className="ink3">·</span>;
  return (
    <span className="nowrap" title={formatBytes(bytes)}>
      {signedSize(bytes)}
    </span>
  );
}

/** `+612 MiB`, `−8.00 KiB`. */
export function signedSize(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${formatSize(bytes)}`;
}
