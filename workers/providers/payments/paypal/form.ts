interface FormPart {
  readonly name: string;
  readonly type: string;
  /** Left out: a field, not a file. */
  readonly fileName?: string;
  readonly content: Uint8Array;
}

/** A body of several parts, with the type it is sent as. */
export interface Form {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * `multipart/form-data` by hand: PayPal wants a type on a field that is no file, and a `FormData` gives one to files only.
 * https://www.rfc-editor.org/rfc/rfc7578
 */
export function makeForm(parts: readonly FormPart[]): Form {
  const boundary = `blytz-${crypto.randomUUID()}`;
  const text = new TextEncoder();
  const pieces = parts.flatMap(({ name, type, fileName, content }) => {
    const file = fileName === undefined ? "" : `; filename="${fileName.replaceAll(/[^\w.-]/gu, "_")}"`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\nContent-Type: ${type}\r\n\r\n`;
    return [text.encode(head), content, text.encode("\r\n")];
  });
  pieces.push(text.encode(`--${boundary}--\r\n`));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
}
