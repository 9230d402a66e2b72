import type { OptionsFilter } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { referenceName, referenceOptions } from './references.ts';

const unfiltered: OptionsFilter = ({ options }) => options;
const TYPING_MS = 250;

/** What a list of records offers while its field is typed in: the server looks, so that no record is out of reach. */
export function useReferenceChoice(noun: string, chosen: string | null) {
  const [typed, setTyped] = useState('');
  const name = useQuery({ ...referenceName(noun, chosen ?? ''), enabled: chosen !== null });
  const label = chosen === null ? '' : (name.data ?? '');
  // The field shows the name of what is chosen; that is no search.
  const [text] = useDebouncedValue(typed === label ? '' : typed.trim(), TYPING_MS);
  const found = useQuery(referenceOptions(noun, text));
  const options = found.data ?? [];
  const known = options.some((option) => option.value === chosen);
  return {
    isPending: found.isPending,
    /** The one there is, where there is no choice. */
    only: text === '' && options.length === 1 ? (options[0]?.value ?? null) : null,
    isEmpty: text === '' && found.data?.length === 0,
    select: {
      searchable: true,
      data: chosen === null || known || !label ? options : [...options, { value: chosen, label }],
      // The server has looked already, by words and not by letters in a row.
      filter: unfiltered,
      searchValue: typed,
      onSearchChange: setTyped,
    },
  };
}
