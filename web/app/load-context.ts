import "@remix-run/cloudflare";

declare module "@remix-run/cloudflare" {
  /** What the Worker hands to loaders and actions with each request. A new object each time. */
  interface AppLoadContext {
    /** Fresh for each request; the Content-Security-Policy header names it. */
    readonly nonce: string;
    /** Answers a request to the interface in process, as if it had come from outside. */
    readonly callInterface: (request: Request) => Promise<Response>;
    /** Who takes payments now, and Stripe's key for browsers where Stripe is set up. */
    readonly payments: {
      readonly provider: "test" | "stripe" | "paypal";
      readonly stripeKey: string | undefined;
    };
    /** Writes down what went wrong while a page was made; the reader gets the error page. */
    readonly reportError?: (error: unknown) => void;
  }

  interface Future {
    // Loaders answer plain values, and their types say so.
    v3_singleFetch: true;
  }
}
