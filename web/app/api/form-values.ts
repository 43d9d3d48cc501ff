/** A text field of a form, trimmed; empty when it is missing or a file. */
export function readText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A text field that may be left empty. */
export function readOptionalText(form: FormData, name: string): string | undefined {
  return readText(form, name) || undefined;
}

/** A password, as it was typed: spaces at its ends belong to it. */
export function readPassword(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The key a form was drawn with: a press sent twice makes one thing. */
export function readKey(form: FormData): { readonly idempotencyKey?: string } {
  const idempotencyKey = readOptionalText(form, "key");
  return idempotencyKey ? { idempotencyKey } : {};
}
