import type { AppLoadContext } from "@remix-run/cloudflare";

import { saveSellerSettings } from "../../../contract/http/seller-settings.ts";
import { openPayoutAccount, requestPayout } from "../../../contract/http/wallet.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";
import { leaveWithCookies } from "../api/redirect-with-cookies.server.ts";
import { parseMoney } from "../format/money.ts";
import type { Reader } from "../format/reader.tsx";

/** The forms about one's own money. */
export const walletForms = (api: PageApi, context: AppLoadContext, { locale }: Reader) => ({
  "open-account": async (form: FormData): Promise<null> => {
    const { url } = await api.call(openPayoutAccount, { body: { country: readText(form, "country") } });
    throw leaveWithCookies(context, url);
  },
  "request-payout": (form: FormData) => {
    const currency = readText(form, "currency");
    const amount = readOptionalText(form, "amount");
    // What is no amount is sent as none at all: refusing it is the interface's to do.
    const amountMinor = amount === undefined ? undefined : (parseMoney(amount, currency, locale) ?? 0);
    const body = { currency, ...(amountMinor === undefined ? {} : { amountMinor }) };
    return api.call(requestPayout, { body, ...readKey(form) });
  },
  "save-selling": (form: FormData) =>
    api.call(saveSellerSettings, { body: { offersSecondChance: form.has("offersSecondChance") } }),
});
