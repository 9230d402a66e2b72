import type { Transaction } from '@borgcube/db/open-database';
import {
  deleteSecrets,
  dropCurrentSecret,
  findCurrentSecret,
  insertSecret,
  orphanSecrets,
  type SecretPlace,
} from '@borgcube/db/secret-store';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import type { MasterKey } from './master-key.ts';

/** Seals passphrases, keys and tokens into the database and opens them; bound to noun, record and field. */
export class Secrets {
  readonly #key: MasterKey;

  constructor(key: MasterKey) {
    this.#key = key;
  }

  /** Becomes the current value of its field; the one before stays sealed beside it. `label` finds an orphan again. */
  async seal(
    tx: Transaction,
    place: SecretPlace,
    secret: SecretText,
    { label, at }: { readonly label: string; readonly at: Date },
  ): Promise<void> {
    const sealed = this.#key.seal(secret.reveal(), boundTo(place));
    await insertSecret(tx, { ...place, label, ...sealed, createdAt: at });
  }

  async open(db: Transaction, place: SecretPlace): Promise<SecretText | null> {
    const sealed = await findCurrentSecret(db, place);
    return sealed ? new SecretText(this.#key.open(sealed, boundTo(place))) : null;
  }

  /** The field holds none from now on. */
  async clear(tx: Transaction, place: SecretPlace): Promise<void> {
    await dropCurrentSecret(tx, place);
  }

  /** They go with their record: nothing is read with them. */
  async remove(tx: Transaction, noun: string, recordId: string): Promise<void> {
    await deleteSecrets(tx, noun, recordId);
  }

  /** The record goes, its secrets stay sealed: they are the means to read what it left behind. `label` names it from then on. */
  async orphan(tx: Transaction, noun: string, recordId: string, at: Date, label?: string): Promise<void> {
    await orphanSecrets(tx, noun, recordId, at, label);
  }
}

/** Additional authenticated data: a value copied to another record or field does not open there. */
function boundTo(place: SecretPlace): string {
  return JSON.stringify(['borgcube', 1, place.noun, place.recordId, place.field]);
}
