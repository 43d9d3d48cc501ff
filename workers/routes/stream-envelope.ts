/** One member of a streamed object: its value, or the pages of a list. */
export type StreamedMember =
  | { readonly name: string; readonly value: unknown }
  | { readonly name: string; readonly pages: () => AsyncIterable<readonly unknown[]> };

/**
 * The envelope of an answer too long to hold: members are written as they come and only as fast as they are read, so
 * memory holds a page at a time. What fails on the way breaks the connection off: half an answer must not look whole.
 */
export function streamEnvelope(members: readonly StreamedMember[]): ReadableStream<Uint8Array> {
  const parts = writeEnvelope(members);
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await parts.return();
    },
  });
}

async function* writeEnvelope(members: readonly StreamedMember[]): AsyncGenerator<string, void, undefined> {
  yield '{"success":true,"data":{';
  for (const [place, member] of members.entries()) {
    yield `${place === 0 ? "" : ","}${JSON.stringify(member.name)}:`;
    if ("pages" in member) yield* writeList(member.pages());
    else yield JSON.stringify(member.value);
  }
  yield "}}";
}

async function* writeList(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string, void, undefined> {
  let between = "[";
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield between + page.map((item) => JSON.stringify(item)).join(",");
    between = ",";
  }
  yield between === "[" ? "[]" : "]";
}
