import type { BrowserContext, Page } from "@playwright/test";

/** Listens to what goes wrong in browsers without anybody seeing it. */
export interface Watch {
  readonly problems: readonly string[];
  readonly follow: (context: BrowserContext) => void;
  /** For what a test brings about itself, such as a network that is away. */
  readonly forgive: (pattern: RegExp) => void;
}

/**
 * Errors on the console (where browsers report a breach of the page's policy too), exceptions, crashes, answers
 * that are our own fault, and requests to anywhere but the product.
 */
export function createWatch(origin: string): Watch {
  const problems: string[] = [];
  const forgiven: RegExp[] = [];
  const report = (page: Page | null, text: string): void => {
    if (!forgiven.some((pattern) => pattern.test(text))) problems.push(`${page?.url() ?? "?"}: ${text}`);
  };
  return {
    problems,
    forgive: (pattern) => void forgiven.push(pattern),
    follow(context) {
      context.on("console", (message) => {
        if (message.type() === "error" || /Content Security Policy|hydrat/iu.test(message.text()))
          report(message.page(), `console: ${message.text()}`);
      });
      context.on("weberror", (error) => report(error.page(), `exception: ${error.error().stack ?? ""}`));
      context.on("page", (page) => page.on("crash", () => report(page, "crashed")));
      context.on("response", (response) => {
        if (response.status() >= 500) report(null, `${response.status()} ${response.url()}`);
      });
      context.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(origin) && !/^(?:data|blob):/u.test(url)) report(null, `asked for ${url}`);
      });
    },
  };
}
