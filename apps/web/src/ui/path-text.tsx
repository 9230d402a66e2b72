import { cutMiddle } from './format/middle-cut.ts';

/** A path in mono, cut in its middle with the file name kept; the whole path on hover, and copied whole. */
export function PathText(props: { path: string; most?: number }) {
  const cut = cutMiddle(props.path, props.most ?? 64);
  return (
    <span
      className="mono"
      title={props.path}
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', props.path);
        event.preventDefault();
      }}
    >
      {cut}
    </span>
  );
}
