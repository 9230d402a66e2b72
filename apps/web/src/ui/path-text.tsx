import { MiddleCut } from './middle-cut.tsx';

/** A path in mono, cut in its middle with the file name kept; the whole path on hover, and copied whole. */
export function PathText(props: { path: string }) {
  return <MiddleCut text={props.path} title={props.path} className="mono" />;
}
