import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { IconButton } from '../ui/icon-button.tsx';

export function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <IconButton
      icon={dark ? IconSun : IconMoon}
      label={dark ? 'Light scheme' : 'Dark scheme'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    />
  );
}
