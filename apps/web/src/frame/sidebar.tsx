import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { KeyHint } from '../ui/key-hint.tsx';
import { Mark } from '../ui/mark.tsx';
import { PLACES, type Place } from './nav.ts';
import { PluginLinks } from './plugin-links.tsx';
import css from './sidebar.module.css';
import { SidebarFoot } from './sidebar-foot.tsx';
import { usePulse } from './use-pulse.ts';

/** 212 px of places; icons alone below 1100 px; gone below 820, where the bottom bar stands. */
export function Sidebar(props: { onFind: () => void }) {
  const pulse = usePulse();
  return (
    <aside className={css.side} aria-label="Places and server">
      <Link to="/" className={css.brand} aria-label="BorgCube, overview">
        <Mark />
        <span className={css.word}>BorgCube</span>
      </Link>
      <button
        type="button"
        className={css.find}
        onClick={props.onFind}
        aria-label="Find or do…"
        title="Ctrl K"
      >
        <IconSearch size={14} stroke={1.75} aria-hidden />
        <span className={`${css.word} grow`}>Find or do…</span>
        <span className={css.word}>
          <KeyHint keys="Ctrl K" />
        </span>
      </button>
      <nav aria-label="Main" className={css.nav}>
        {PLACES.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups are fixed
          <ul key={index}>
            {group.map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} note={place.to === '/jobs' ? pulse.runningWords : null} />
              </li>
            ))}
          </ul>
        ))}
        <PluginLinks />
      </nav>
      <SidebarFoot />
    </aside>
  );
}

function PlaceLink(props: { place: Place; note: string | null }) {
  const { place } = props;
  const Shape = place.icon;
  return (
    <Link to={place.to} activeOptions={{ exact: place.to === '/' }} className={css.place} title={place.label}>
      <Shape size={16} stroke={1.75} aria-hidden />
      <span className={css.word}>{place.label}</span>
      {props.note && <span className={`${css.note} ${css.word}`}>{props.note}</span>}
    </Link>
  );
}
