import { useCallback } from 'react';
import { usePlugins } from '../plugin/use-plugins.ts';
import { jobKindWord } from './job-words.ts';

/** What a job of any kind is called in a sentence; a plugin's as the plugin says, once that is known. */
export function useKindWords(): (kind: string) => string {
  const { data } = usePlugins();
  return useCallback(
    (kind: string) => {
      if (!kind.includes('.')) return jobKindWord(kind);
      const kinds = data?.plugins.flatMap((plugin) => plugin.jobKinds) ?? [];
      return kinds.find((one) => one.name === kind)?.verboseName.toLowerCase() ?? kind;
    },
    [data],
  );
}
