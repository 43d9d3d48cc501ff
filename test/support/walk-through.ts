/** A command of a page and what the page says it answers. */
export interface Step {
  readonly method: string;
  /** With the shell's variables still in it, as headers and body have them. */
  readonly address: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  /** The variable that keeps what `filter` picks of the answer. */
  readonly variable: string | null;
  readonly filter: string | null;
  readonly status: number | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer of any shape, compared with the real one
  readonly expected: any;
}

/** Reads the `sh` blocks of a page that call curl, each with the `json <status>` block right after it, if there is one. */
export function readSteps(page: string): Step[] {
  const blocks = page.matchAll(
    /```sh\n(?<command>[\s\S]*?)```(?:\n```json (?<status>\d+)\n(?<answer>[\s\S]*?)```)?/gu,
  );
  return [...blocks].flatMap(({ groups = {} }) => {
    const command = (groups["command"] ?? "").replaceAll("\\\n", " ").trim();
    if (!command.includes("curl ")) return [];
    const { status, answer } = groups;
    return [
      {
        ...readCommand(command),
        status: status === undefined ? null : Number(status),
        expected: answer === undefined ? null : (JSON.parse(answer) as unknown),
      },
    ];
  });
}

function readCommand(line: string): Omit<Step, "status" | "expected"> {
  const [, variable = null, kept = null] = /^([A-Z]+)=\$\(([\s\S]*)\)$/u.exec(line) ?? [];
  const [curl = "", filter = null] = (kept ?? line).split(" | jq -r ", 2);
  const words = splitWords(curl);
  const headers: (readonly [string, string])[] = [];
  let body: string | null = null;
  let method: string | null = null;
  let address = "";
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "-s") continue;
    if (!word.startsWith("-")) {
      address = word;
      continue;
    }
    at += 1;
    const value = words[at] ?? "";
    if (word === "-X") method = value;
    else if (word === "-d") body = value;
    else if (word === "-H") {
      const [name = "", ...rest] = value.split(": ");
      headers.push([name, rest.join(": ")]);
    } else throw new Error(`curl ${word} is not understood here`);
  }
  const unquoted = filter === null ? null : filter.replaceAll("'", "");
  return {
    method: method ?? (body === null ? "GET" : "POST"),
    address,
    headers,
    body,
    variable,
    filter: unquoted,
  };
}

/** Words as a shell splits them: quotes group, and quoted parts side by side are one word. */
function splitWords(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+/gu) ?? [];
  return words.map((word) =>
    word.replaceAll(
      /'([^']*)'|"((?:[^"\\]|\\.)*)"/gu,
      (_whole, single?: string, double?: string) => single ?? double ?? "",
    ),
  );
}
