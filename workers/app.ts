import { Hono } from "hono";
import type { ExecutionContext } from "hono";
import { openDatabase } from "../db/client.ts";
import { answerFromMemory } from "./cache/front.ts";
import { getSettings } from "./env.ts";
import type { AppEnvironment } from "./environment.ts";
import { allowOrigins } from "./middleware/cors.ts";
import { answerError } from "./middleware/errors.ts";
import { refuseUnrouted } from "./middleware/not-found.ts";
import { tellRates } from "./middleware/rate-limit.ts";
import { identifyRequest } from "./middleware/request-id.ts";
import { secureAnswer } from "./middleware/security-headers.ts";
import { tellTiming } from "./middleware/server-timing.ts";
import type { Interface } from "./routes/mount.ts";
import { mountAccounts } from "./routes/accounts.ts";
import { mountAccountDeletion } from "./routes/account-deletion.ts";
import { mountAccountExport } from "./routes/account-export.ts";
import { mountAdminLedger } from "./routes/admin-ledger.ts";
import { mountAdminUsers } from "./routes/admin-users.ts";
import { mountAccountLinks } from "./routes/account-links.ts";
import { mountAddresses } from "./routes/addresses.ts";
import { mountApiKeys } from "./routes/api-keys.ts";
import { mountAuctions } from "./routes/auctions.ts";
import { mountAvatars } from "./routes/avatars.ts";
import { mountCategories } from "./routes/categories.ts";
import { mountDashboard } from "./routes/dashboard.ts";
import { mountDisputeDecisions, mountDisputes } from "./routes/disputes.ts";
import { mountEmail } from "./routes/email.ts";
import { mountHistory } from "./routes/history.ts";
import { mountIdentities } from "./routes/identities.ts";
import { mountLots } from "./routes/lots.ts";
import { mountMedia } from "./routes/media.ts";
import { mountModeration } from "./routes/moderation.ts";
import { mountOrderActions } from "./routes/order-actions.ts";
import { mountOrderDocuments } from "./routes/order-documents.ts";
import { mountOrderPayment } from "./routes/order-payment.ts";
import { mountOrders } from "./routes/orders.ts";
import { mountPasskeys } from "./routes/passkeys.ts";
import { mountPasswords } from "./routes/passwords.ts";
import { mountPaymentMethods } from "./routes/payment-methods.ts";
import { mountPaymentWebhooks } from "./routes/payment-webhooks.ts";
import { mountProductFiles } from "./routes/product-files.ts";
import { mountProducts } from "./routes/products.ts";
import { mountSavedSearches } from "./routes/saved-searches.ts";
import { mountSearch } from "./routes/search.ts";
import { mountProviderSignIn } from "./routes/provider-sign-in.ts";
import { mountRefunds } from "./routes/refunds.ts";
import { mountReturnedRefunds } from "./routes/returned-refunds.ts";
import { mountRooms } from "./routes/rooms.ts";
import { mountSecondFactors } from "./routes/second-factors.ts";
import { mountSellerApplications } from "./routes/seller-applications.ts";
import { mountReviews } from "./routes/reviews.ts";
import { mountSellers } from "./routes/sellers.ts";
import { mountSelfLimits } from "./routes/self-limits.ts";
import { mountSellerBlocks } from "./routes/seller-blocks.ts";
import { mountSellerSettings } from "./routes/seller-settings.ts";
import { mountService } from "./routes/service.ts";
import { mountSignIns } from "./routes/sign-ins.ts";
import { mountStrikes } from "./routes/strikes.ts";
import { mountStatements } from "./routes/statements.ts";
import { mountStepUp } from "./routes/step-up.ts";
import { mountTestBankPages } from "./routes/test-bank-pages.ts";
import { mountTransactions } from "./routes/transactions.ts";
import { mountActivity } from "./routes/activity.ts";
import { mountUploads } from "./routes/uploads.ts";
import { mountUsers } from "./routes/users.ts";
import { mountWatchlist } from "./routes/watchlist.ts";
import { mountWallet } from "./routes/wallet.ts";

function createInterface(): Interface {
  const app = new Hono<AppEnvironment>();
  const parts: Interface = { app, operations: [] };
  app.onError(answerError);
  app.notFound(refuseUnrouted(parts.operations));

  app.use(async (context, next) => {
    const settings = getSettings(context.env);
    const deadline = new AbortController();
    const postgres = openDatabase({
      connectionString: settings.DATABASE_URL,
      bridge: settings.DATABASE_BRIDGE,
      signal: deadline.signal,
    });
    context.set("deadline", deadline);
    context.set("settings", settings);
    context.set("postgres", postgres);
    context.set("caller", null);
    await next();
    context.executionCtx.waitUntil(postgres.close());
  });
  app.use(identifyRequest, secureAnswer, allowOrigins, tellRates, tellTiming);

  mountService(parts);
  mountMedia(parts);
  mountAccounts(parts);
  mountEmail(parts);
  mountPasswords(parts);
  mountSignIns(parts);
  mountIdentities(parts);
  mountProviderSignIn(parts);
  mountApiKeys(parts);
  mountSecondFactors(parts);
  mountPasskeys(parts);
  mountStepUp(parts);
  mountAdminUsers(parts);
  mountAdminLedger(parts);
  mountUsers(parts);
  mountActivity(parts);
  mountAvatars(parts);
  mountUploads(parts);
  mountAccountExport(parts);
  mountAccountDeletion(parts);
  mountDashboard(parts);
  mountTransactions(parts);
  mountAddresses(parts);
  mountPaymentMethods(parts);
  mountPaymentWebhooks(parts);
  mountTestBankPages(parts);
  mountCategories(parts);
  mountProductFiles(parts);
  mountProducts(parts);
  mountSearch(parts);
  mountSavedSearches(parts);
  mountWatchlist(parts);
  mountAuctions(parts);
  mountLots(parts);
  mountRooms(parts);
  mountHistory(parts);
  mountOrders(parts);
  mountSellerApplications(parts);
  mountSellers(parts);
  mountReviews(parts);
  mountSellerBlocks(parts);
  mountSelfLimits(parts);
  mountStrikes(parts);
  mountAccountLinks(parts);
  mountModeration(parts);
  mountSellerSettings(parts);
  mountWallet(parts);
  mountStatements(parts);
  mountOrderDocuments(parts);
  mountOrderPayment(parts);
  mountOrderActions(parts);
  mountRefunds(parts);
  mountReturnedRefunds(parts);
  mountDisputes(parts);
  mountDisputeDecisions(parts);
  return parts;
}

/** The HTTP interface: everything that is not a page, and its operations as data. */
export const { app, operations } = createInterface();

/** The HTTP interface: everything that is not a page. What is in memory and public is answered before any of it runs. */
export function answerInterface(
  request: Request,
  env: Cloudflare.Env,
  context: ExecutionContext,
): Response | Promise<Response> {
  const known = answerFromMemory(request, { env, keepAlive: (work) => context.waitUntil(work) });
  return known ?? app.fetch(request, env, context);
}
