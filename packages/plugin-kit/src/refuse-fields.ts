import { type FieldErrors, invalidFields } from '@borgcube/domain/error/domain-error';

/** To be thrown by `onSave`: messages by field of the form, those about the form as a whole under `''`. */
export function refuseFields(fieldErrors: FieldErrors): Error {
  return invalidFields(fieldErrors);
}
