const OF_CONFIG = 'drill:';

/** Under which a drill stands as a job: drills of one config follow each other, and are no runs of the config itself. */
export function drillKey(backupConfigId: string): string {
  return `${OF_CONFIG}${backupConfigId}`;
}

/** The backup config whose drills stand under that; null: it is no such key. */
export function configOfDrill(key: string | null): string | null {
  return key?.startsWith(OF_CONFIG) ? key.slice(OF_CONFIG.length) : null;
}
