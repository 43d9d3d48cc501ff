/** A text field of a form, trimmed; empty when it is missing or a file. */
export function readText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A text field that may be left empty. */
export function readOptionalText(form: FormData, name: string): string | undefined {
  return readText(form, name) || undefined;
}
