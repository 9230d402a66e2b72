import type { CheckConfigSettings, StoredCheckConfig } from '@borgcube/db/check-config-store';
import {
  CHECK_CONFIG_STEPS,
  CHECK_CONFIG_VERSION,
  type CheckConfig,
  CheckConfigData,
  WHOLE_SCOPE,
} from '@borgcube/domain/check-config/check-config';
import { evolveStored, parseStored, unreadableReason } from '../evolution/read-stored.ts';

const TODAY = { version: CHECK_CONFIG_VERSION, steps: CHECK_CONFIG_STEPS };

/** The columns of a config, and the rest of it as JSON of the current version. */
export function toSettings({ repositoryId, label, ...data }: CheckConfigData): CheckConfigSettings {
  return { repositoryId, label, version: CHECK_CONFIG_VERSION, data };
}

/** The stored JSON, as it is read today, and its columns as one. Throws `data-unreadable`. */
export function readCheckConfig(stored: StoredCheckConfig): CheckConfigData {
  const type = { ...TODAY, name: `check config ${stored.label}` };
  const { repositoryId, label } = stored;
  return parseStored(type, CheckConfigData, { ...Object(evolveStored(type, stored)), repositoryId, label });
}

/** One that this server cannot read is shown as far as it can be, and says why. */
export function toCheckConfigView(stored: StoredCheckConfig): CheckConfig {
  const { id, version, repositoryId, label } = stored;
  const times = { createdAt: stored.createdAt.toISOString(), updatedAt: stored.updatedAt.toISOString() };
  try {
    return { ...readCheckConfig(stored), id, version, ...times, problem: null };
  } catch (error) {
    const problem = unreadableReason(error);
    if (problem === null) throw error;
    return { ...WHOLE_SCOPE, repositoryId, label, id, version, ...times, problem };
  }
}
