import { UnstyledButton } from '@mantine/core';
import { IconDots, IconLogout, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { ActMenu } from '../ui/act-menu.tsx';
import css from './bottom-bar.module.css';
import { MORE_PLACES, PHONE_PLACES } from './nav.ts';
import { signOut } from './sign-out.ts';

/** The places of a phone, within reach of a thumb. */
export function BottomBar(props: { onFind: () => void }) {
  const navigate = useNavigate();
  return (
    <nav aria-label="Main" className={css.bar}>
      {PHONE_PLACES.map((place) => {
        const Shape = place.icon;
        return (
          <Link
            key={place.to}
            to={place.to}
            activeOptions={{ exact: place.to === '/' }}
            className={css.place}
          >
            <Shape size={20} stroke={1.75} aria-hidden />
            {place.label}
          </Link>
        );
      })}
      <ActMenu
        position="top-end"
        acts={[
          { label: 'Find or do…', icon: IconSearch, onAct: props.onFind },
          ...MORE_PLACES.map((place) => ({
            label: place.label,
            icon: place.icon,
            onAct: () => void navigate({ to: place.to }),
          })),
          { label: 'Sign out', icon: IconLogout, onAct: () => void signOut() },
        ]}
        trigger={
          <UnstyledButton className={css.place}>
            <IconDots size={20} stroke={1.75} aria-hidden />
            More
          </UnstyledButton>
        }
      />
    </nav>
  );
}
