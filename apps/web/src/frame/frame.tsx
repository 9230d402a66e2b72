import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useKey } from '../keys/use-key.ts';
import { useLiveStream } from '../live/use-live-stream.ts';
import { ClockProvider } from '../ui/clock.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Toasts } from '../ui/toast.tsx';
import { BottomBar } from './bottom-bar.tsx';
import css from './frame.module.css';
import { PausedBand } from './paused-band.tsx';
import { useSession } from './session.ts';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { useFrameKeys } from './use-frame-keys.ts';
import { useHeadingFocus } from './use-heading-focus.ts';
import { useLeaveWhenSignedOut } from './use-leave-when-signed-out.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }));

/** What stands round every page after sign-in. */
export function Frame() {
  const session = useSession();
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never');
  const [keys, setKeys] = useState(false);
  useLiveStream();
  useFrameKeys();
  useHeadingFocus();
  useLeaveWhenSignedOut();
  useKey('Ctrl k', 'Find or do', () => setPalette('open'));
  useKey('?', 'Show the keys', () => setKeys(true));
  return (
    <ClockProvider timeZone={session.timeZone}>
      <SkipLink />
      <div className={css.frame}>
        <Sidebar onFind={() => setPalette('open')} />
        <main id="main" tabIndex={-1} className={css.main}>
          <PausedBand />
          <Outlet />
        </main>
      </div>
      <BottomBar onFind={() => setPalette('open')} />
      <Toasts />
      <LiveRegion />
      <Suspense>
        {palette !== 'never' && <Palette opened={palette === 'open'} onClose={() => setPalette('closed')} />}
        {keys && <KeyList onClose={() => setKeys(false)} />}
      </Suspense>
    </ClockProvider>
  );
}
