import type { Archive } from '@borgcube/domain/archive/archive';
import { useMay } from '../../frame/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useNeighbours } from '../archive/use-neighbours.ts';
import { comparedPair } from './archive-pair.ts';
import { diffPath } from './diff-path.ts';

/** Leads to what changed since the last good archive before this one; absent where there is none. */
export function CompareWithLastGood(props: {
  archive: Archive;
  filled?: boolean;
  words?: string;
  size?: 'sm' | 'md';
}) {
  const { archive } = props;
  const operator = useMay('operator');
  const { compared } = useNeighbours(archive.id);
  const pair = operator && compared ? comparedPair(archive, compared) : null;
  if (!pair || pair.otherId !== archive.id) return null;
  return (
    <LinkButton to={diffPath(pair)} size={props.size ?? 'sm'} variant={props.filled ? 'filled' : 'default'}>
      {props.words ?? 'Compare with last good'}
    </LinkButton>
  );
}
