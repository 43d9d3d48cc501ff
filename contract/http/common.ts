import { currencyCodes, isCurrencyCode } from "../../domain/currency.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";

/** A moment as RFC 3339 in UTC with milliseconds, as every HTTP body has it. */
export const moment = z.iso.datetime().meta({ examples: ["2026-11-21T18:00:00.000Z"] });

/** A moment a client gives: RFC 3339 with any offset. */
export const momentInput = z.iso.datetime({ offset: true });

/** An id of ours as a client gives it back. Checked, so that nothing else reaches a uuid column. */
export const entityId = z.uuid("is not an id");

/** An id in a path; one that is not an id at all is answered like one that does not exist. */
export const idParams = z.object({ id: entityId });

/** Whose: an id in a path, or `me` for the caller. */
export const userId = z.union([z.literal("me"), entityId]);

/**
 * A file in a form, of whatever content; the operation says how long it may be. zod names the platform's own `File`
 * by a type of its own that has nothing in it.
 */
export const uploadedFile = (bytesMax: number) =>
  z.file().meta({ maxLength: bytesMax }) as unknown as z.ZodType<File, File>;

/** A currency one can sell in, by ISO 4217; any other is told by a code of its own. */
export const sellingCurrency = z
  .string()
  .refine(isCurrencyCode, {
    message: "is not a currency that can be sold in",
    params: { code: "unsupported_currency" },
  })
  .meta({ id: "Currency", enum: [...currencyCodes], examples: ["USD"] });

/** What a person typed into a search box. */
export const searchText = humanText(100);

/** What operations without an answer of their own answer with. */
export const nothing = z.null();

/** Text a person wrote that may be left empty. */
export const optionalText = (lengthMax: number) =>
  z
    .string()
    .trim()
    .max(lengthMax)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), "not well-formed text");

/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/u, "is not a two-letter country code");

export const displayName = humanText(60);

/**
 * The address of a picture of ours. Only paths on our own origin: a picture elsewhere would tell its host who looks
 * at what, and could change after it was looked at.
 */
export const pictureUrl = z
  .string()
  .max(300)
  .regex(/^\/(?:demo|media)\/[A-Za-z0-9][A-Za-z0-9._/-]*$/u, "is not the address of an uploaded picture")
  .refine((path) => !path.includes(".."), "is not the address of an uploaded picture");
