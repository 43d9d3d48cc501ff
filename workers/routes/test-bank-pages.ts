import { negotiateLocale } from "../../domain/locale.ts";
import { onboardingAnswers } from "../../durable-objects/test-bank/rpc.ts";
import type { AppContext } from "../environment.ts";
import { makeMoneyFormat } from "../format-money.ts";
import { withinDeadline } from "../middleware/deadline.ts";
import { isOwnOrigin } from "../middleware/origins.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { requireRateByAddress } from "../middleware/rate-limit.ts";
import { readText } from "../middleware/read-body.ts";
import { getTestBank } from "../providers/payments/test-payments.ts";
import { testBankPaths } from "../providers/payments/test-words.ts";
import type { Interface } from "./mount.ts";
import { bankPagePolicy, writeBankPage } from "./test-bank-page.ts";
import type { BankPage } from "./test-bank-page.ts";

/** One button's name and value. */
const formBytesMax = 1_024;

/**
 * The pages a bank of its own would have: where a buyer approves a charge, and where a seller says who they are. Whoever
 * has the token may answer, as with any bank's page; a page elsewhere may not have it answered. Not there without the
 * test provider. Listed in plain-routes.ts.
 */
export function mountTestBankPages({ app }: Interface): void {
  app.get(`${testBankPaths.approval}/:token`, withinDeadline(), async (context) => {
    const approval = requireFound(await requireBank(context).findApproval(readToken(context)), "charge");
    const { amountMinor, currency, description, returnUrl, isOpen } = approval;
    const locale = negotiateLocale(context.req.header("Accept-Language") ?? null);
    return answerPage(context, {
      title: isOpen ? "Approve this payment?" : "This payment is decided",
      lines: [description, makeMoneyFormat(locale, currency)(amountMinor)],
      returnUrl,
      buttons: isOpen
        ? [
            { value: "approve", label: "Approve" },
            { value: "refuse", label: "Refuse" },
          ]
        : [],
    });
  });
  app.post(`${testBankPaths.approval}/:token`, withinDeadline(), async (context) => {
    const answer = await readAnswer(context, ["approve", "refuse"]);
    const bank = requireBank(context);
    const token = readToken(context);
    const { returnUrl } = requireFound(await bank.findApproval(token), "charge");
    await bank.answerApproval(token, answer === "approve");
    return context.redirect(returnUrl, 303);
  });

  app.get(`${testBankPaths.onboarding}/:token`, withinDeadline(), async (context) => {
    const { returnUrl } = requireFound(
      await requireBank(context).findOnboarding(readToken(context)),
      "account",
    );
    return answerPage(context, {
      title: "Who is paid here?",
      lines: ["A real bank asks for papers now. This one lets you choose how it ends."],
      returnUrl,
      buttons: [
        { value: "accept", label: "Let me in" },
        { value: "closed", label: "Let me in, and send every payout back" },
        { value: "refuse", label: "Do not let me in" },
      ],
    });
  });
  app.post(`${testBankPaths.onboarding}/:token`, withinDeadline(), async (context) => {
    const answer = await readAnswer(context, onboardingAnswers);
    const bank = requireBank(context);
    const token = readToken(context);
    const { returnUrl } = requireFound(await bank.findOnboarding(token), "account");
    await bank.answerOnboarding(token, answer);
    return context.redirect(returnUrl, 303);
  });
}

const readToken = (context: AppContext): string => context.req.param("token") ?? "";

function requireBank(context: AppContext) {
  const { ENVIRONMENT, TEST_BANK_KEY } = context.get("settings");
  if (ENVIRONMENT === "production" || TEST_BANK_KEY === "") throw notFound("thing");
  return getTestBank(context.env.TEST_BANK);
}

async function answerPage(context: AppContext, page: BankPage): Promise<Response> {
  await requireRateByAddress(context, "webhookByAddress");
  return context.body(writeBankPage(page), 200, {
    "Content-Type": "text/html; charset=UTF-8",
    "Content-Security-Policy": bankPagePolicy,
    // Under `no-referrer` a browser sends `Origin: null` with a form, and the answer would not be taken. This still keeps
    // the page's address, which is the token, out of every Referer.
    "Referrer-Policy": "strict-origin",
  });
}

/** The button that was pressed, on a page of our own. */
async function readAnswer<Answer extends string>(
  context: AppContext,
  answers: readonly Answer[],
): Promise<Answer> {
  await requireRateByAddress(context, "webhookByAddress");
  const origin = context.req.header("Origin");
  if (origin === undefined || !isOwnOrigin(context.get("settings"), origin)) {
    throw new Problem("forbidden", "The bank is answered on its own page only.");
  }
  const given = new URLSearchParams(await readText(context.req.raw, formBytesMax)).get("answer");
  const answer = answers.find((known) => known === given);
  if (answer === undefined) throw invalid("answer", "unknown", "is not one of the buttons");
  return answer;
}
