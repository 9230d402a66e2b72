import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { ReactNode } from 'react';
import { Figures } from '../../ui/figures.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { Size } from '../../ui/size.tsx';
import css from './overview.module.css';

/** Figures of BorgCube and of its plugins. */
export function Tiles(props: { tiles: Dashboard['tiles'] }) {
  if (props.tiles.length === 0) return null;
  return (
    <div className={css.tiles}>
      <Figures
        figures={props.tiles.map((tile) => ({ value: <TileValue tile={tile} />, caption: tile.title }))}
      />
    </div>
  );
}

function TileValue(props: { tile: Dashboard['tiles'][number] }): ReactNode {
  const { unit, value } = props.tile;
  if (value === null) return <span className="ink3">not known yet</span>;
  if (unit === 'bytes') return <Size bytes={value} />;
  return unit === 'seconds' ? formatDuration(value * 1000) : formatCount(value);
}
