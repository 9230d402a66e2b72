import { useMantineColorScheme } from '@mantine/core';
import { Segments } from '../../ui/segments.tsx';

/** Light, dark, or as the system says. */
export function SegmentedScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Segments
      label="Colour scheme"
      value={colorScheme}
      options={[
        { value: 'auto', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      onChange={setColorScheme}
    />
  );
}
