import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHelpHexagon,
  IconHourglassLow,
  IconProgress,
  IconSquareX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '../theme/tokens.ts';
import css from './state-word.module.css';

const ICONS: Record<Tone, Icon> = {
  failed: IconSquareX,
  suspect: IconHelpHexagon,
  stale: IconHourglassLow,
  warning: IconAlertTriangle,
  running: IconProgress,
  ok: IconCircleCheck,
  neutral: IconClock,
};

/**
 * A state by its own silhouette and its word, never by colour alone. What is good is quiet;
 * `tinted` is for page heads, once a view. `icon` replaces the silhouette of `neutral` (ban, skip).
 */
export function StateWord(props: { tone: Tone; children: ReactNode; tinted?: boolean; icon?: Icon }) {
  const Shape = props.icon ?? ICONS[props.tone];
  const breathes = props.tone === 'running' ? 'breathe' : '';
  return (
    <span className={css.state} data-tone={props.tone} data-weight={props.tinted ? 'tinted' : 'word'}>
      <Shape size={14} stroke={1.75} aria-hidden className={breathes} />
      {props.children}
    </span>
  );
}
