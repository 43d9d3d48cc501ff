import type { DatabaseClient } from "../../db/database.ts";
import { findInvoiceFacts } from "../../db/queries/invoices.ts";
import type { WorkItem } from "../../db/settlement/work-item.ts";
import { must } from "../../domain/result.ts";
import { readHouse } from "../documents/house.ts";
import { makeAssetFonts, type FontSource } from "../documents/far-faces.ts";
import { readOrMakeInvoice } from "../documents/invoice-files.ts";
import { getSettings } from "../env.ts";
import type { Settings } from "../env.ts";
import type { PaymentProvider, PaymentProviderName } from "../providers/payments/provider.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";
import { getStorage } from "../providers/storage/storage.ts";
import { refreshTerms } from "./refresh-terms.ts";

/** What work on a row may use. */
export interface WorkTools {
  readonly client: DatabaseClient;
  readonly settings: Settings;
  readonly getProvider: (name: PaymentProviderName) => Promise<PaymentProvider>;
  /** Of documents. */
  readonly fonts: FontSource;
  /** Makes a paid order's invoice and keeps it, unless it is there. */
  readonly makeInvoice: (orderId: string) => Promise<void>;
  /** Tells the rooms somebody bids in what their terms have become. */
  readonly refreshTerms: (userId: string) => Promise<void>;
  readonly now: () => Date;
  /** Has rows looked at, soon. A message that is lost costs time only: their rows say that they are due. */
  readonly send: (items: readonly WorkItem[]) => Promise<void>;
}

/** Items of one queue call; the platform takes 100. */
const batchMax = 100;

export async function sendWork(
  { MONEY_WORK }: Pick<Cloudflare.Env, "MONEY_WORK">,
  items: readonly WorkItem[],
): Promise<void> {
  for (let at = 0; at < items.length; at += batchMax)
    await MONEY_WORK.sendBatch(items.slice(at, at + batchMax).map((body) => ({ body })));
}

export function makeWorkTools(env: Cloudflare.Env, client: DatabaseClient): WorkTools {
  const settings = getSettings(env);
  const providers = createPaymentProviders({ env, settings });
  const fonts = makeAssetFonts(env.ASSETS);
  return {
    client,
    settings,
    getProvider: async (name) =>
      must(await providers.find(name), `the payment provider ${name} is configured`),
    fonts,
    makeInvoice: async (orderId) => {
      const facts = await findInvoiceFacts(client.database, { orderId, userId: null });
      const parts = { storage: getStorage(env), house: readHouse(settings), fonts };
      if (facts !== null && facts !== undefined) await readOrMakeInvoice(facts, parts);
    },
    refreshTerms: (userId) => refreshTerms(env, client.database, { userId, at: new Date() }),
    now: () => new Date(),
    send: (items) => sendWork(env, items),
  };
}
