import { expect, test } from "vitest";
import { packageFonts } from "../../test/support/package-fonts.ts";
import { readPdf } from "../../test/support/read-pdf.ts";
import { drawDisputeCase } from "./dispute-case-pdf.ts";

const house = {
  name: "Blytz Live",
  addressLines: [],
  taxNumber: "",
  email: "",
  origin: "https://blytz.test",
};
const madeAt = new Date("2026-11-28T10:00:00Z");
const draw = async (text: string) => {
  const said = {
    title: "Order one: A vase",
    sections: [{ heading: "What was said", lines: [`Buyer: ${text}`] }],
  };
  return readPdf(await drawDisputeCase(said, { house, fonts: packageFonts, madeAt }));
};

test.each([
  ["Japanese", "花瓶が割れています", "JP"],
  ["Chinese", "花瓶坏了", "SC"],
  ["Korean", "꽃병이 깨졌어요", "KR"],
  ["Thai", "แจกันแตกตอนมาถึง", "Thai"],
  ["Hindi", "फूलदान टूटा हुआ आया", "Devanagari"],
  ["Ukrainian", "Ваза прийшла розбитою", "Noto"],
])("a bank can read what a buyer said in %s", async (_language, text, font) => {
  const read = await draw(text);
  expect(read.text).not.toContain("[…]");
  expect(read.text).not.toContain("fonts lack");
  expect(read.fontNames.some((name) => name.includes(font))).toBe(true);
});

test("what no font has is marked, and said", async () => {
  const { text } = await draw("broken 😀");
  expect(text).toContain("broken […]");
  expect(text).toContain("Letters that its fonts lack stand as […].");
});
