import { Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconLogout, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import css from './bottom-bar.module.css';
import { MORE_PLACES, PHONE_PLACES } from './nav.ts';
import { signOut } from './sign-out.ts';

/** The places of a phone, within reach of a thumb. */
export function BottomBar(props: { onFind: () => void }) {
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
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={css.place}>
            <IconDots size={20} stroke={1.75} aria-hidden />
            More
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />} onClick={props.onFind}>
            Find or do…
          </Menu.Item>
          {MORE_PLACES.map((place) => {
            const Shape = place.icon;
            return (
              <Menu.Item
                key={place.to}
                leftSection={<Shape size={16} stroke={1.75} aria-hidden />}
                renderRoot={(root) => <Link to={place.to} {...root} />}
              >
                {place.label}
              </Menu.Item>
            );
          })}
          <Menu.Item
            leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
            onClick={() => void signOut()}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
