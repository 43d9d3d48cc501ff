/**
 * Writes workers/accounts/common-passwords.ts from the frequency list of @zxcvbn-ts/language-common: the most used
 * passwords, and every one of them that is long enough to be tried here as it is.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rootDir } from "./places.ts";
import { z } from "../contract/zod.ts";

const mostUsed = 6_000;
const entry = fileURLToPath(import.meta.resolve("@zxcvbn-ts/language-common"));
const listPath = join(dirname(entry), "../src/passwords.json");
const ranked = z.array(z.string()).parse(JSON.parse(readFileSync(listPath, "utf8")));
const words = ranked.filter((word, rank) => word.length >= 12 || (rank < mostUsed && /[a-z]{3}/u.test(word)));
const marks = words.map((word) => createHash("sha256").update(word).digest("base64url").slice(0, 6));

const lines = [
  "/**",
  " * The most used passwords, most of them unfit to print: the first six characters of their SHA-256 in base64url, one",
  " * after the other. 36 bits are enough to tell a few thousand apart. Made by scripts/common-passwords.ts.",
  " */",
  "export const commonPasswordMarks: string =",
  `  "${[...new Set(marks)].toSorted().join("")}";`,
];
writeFileSync(join(rootDir, "workers/accounts/common-passwords.ts"), `${lines.join("\n")}\n`);
console.log(`${marks.length} passwords`);
