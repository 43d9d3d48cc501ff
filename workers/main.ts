import { env as startEnvironment } from "cloudflare:workers";
import { answerInterface } from "./app.ts";
import { getSettings } from "./env.ts";
import { handleNudges } from "./jobs/queue.ts";
import { handleScheduled } from "./jobs/scheduled.ts";
import { handleWork } from "./jobs/work.ts";
import { pages } from "./web.ts";

export { AuctionRoom } from "../durable-objects/auction-room/auction-room.ts";
export { RateLimiter } from "../durable-objects/rate-limiter/rate-limiter.ts";
export { TestBank } from "../durable-objects/test-bank/test-bank.ts";

// In global scope: a version whose configuration does not hold is refused when it is uploaded, not by its first visitor.
getSettings(startEnvironment);

/** What the HTTP interface owns; every other path is a page. */
const interfacePaths = /^\/(?:api|ws|health|docs|media|metrics|\.well-known)(?:\/|$)/u;

export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (interfacePaths.test(pathname)) return answerInterface(request, env, context);
    return pages.fetch(request, env, context);
  },

  async queue(batch, env) {
    if (batch.queue.startsWith("money-work")) await handleWork(batch, env);
    else await handleNudges(batch, env);
  },

  async scheduled(controller, env) {
    await handleScheduled(env, controller.scheduledTime);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
