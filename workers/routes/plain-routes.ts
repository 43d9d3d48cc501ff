/**
 * Routes whose answers are in no envelope: machines that call them expect another form. `answer` is the media type; null is
 * an upgrade to a WebSocket, `location` a redirect, `nothing` no body at all.
 */
interface PlainRoute {
  /** GET unless it says otherwise. */
  readonly method?: "post" | "put";
  readonly path: string;
  readonly summary: string;
  readonly answer:
    | "application/json"
    | "text/html"
    | "image/webp"
    | "video/mp4"
    | "location"
    | "nothing"
    | null;
  /** What else it answers; refusals are in the envelope of every other refusal. */
  readonly others?: Readonly<Record<number, string>>;
}

const sameAsBefore = { 304: "The caller has it already" } as const;
const providerRefusals = {
  404: "There is no such provider here",
  429: "Too many tries from this address",
  503: "The provider or a service of ours is away",
} as const;

export const plainRoutes: readonly PlainRoute[] = [
  { path: "/health", summary: "What this is and whether it runs", answer: "application/json" },
  { path: "/health/live", summary: "The Worker answers", answer: "application/json" },
  {
    path: "/health/ready",
    summary: "Everything it needs answers; 503 names what does not",
    answer: "application/json",
    others: { 503: "What does not answer is named in the details" },
  },
  {
    path: "/.well-known/jwks.json",
    summary: "Public keys of access tokens (RS256) and logs (EdDSA)",
    answer: "application/json",
  },
  {
    path: "/api/v1/openapi.json",
    summary: "This document",
    answer: "application/json",
    others: sameAsBefore,
  },
  {
    path: "/api/v1/asyncapi.json",
    summary: "The sockets of rooms, as an AsyncAPI 3 document",
    answer: "application/json",
    others: sameAsBefore,
  },
  { path: "/docs", summary: "This document to read and to try", answer: "text/html", others: sameAsBefore },
  {
    path: "/media/avatars/{pictureId}/{file}",
    summary: "A square of somebody's picture; never changes under one address",
    answer: "image/webp",
    others: {
      ...sameAsBefore,
      206: "The part of it that was asked for",
      404: "There is no such picture",
    },
  },
  {
    path: "/media/pictures/{pictureId}/{file}",
    summary: "A picture as `{width}.avif` or `{width}.webp`; never changes under one address",
    answer: "image/webp",
    others: { ...sameAsBefore, 206: "The part of it that was asked for", 404: "There is no such picture" },
  },
  {
    path: "/media/videos/{file}",
    summary: "A video as `{id}.mp4` or `{id}.webm`; never changes under one address",
    answer: "video/mp4",
    others: { ...sameAsBefore, 206: "The part of it that was asked for", 404: "There is no such video" },
  },
  {
    method: "put",
    path: "/media/uploads/{token}",
    summary: "Takes the file of POST /api/v1/media/uploads where the storage does not take it itself",
    answer: "nothing",
    others: {
      400: "Another length than was announced",
      403: "The address takes no file (any more)",
      409: "There is a file already",
      415: "Another type than was announced",
    },
  },
  {
    path: "/ws/auctions/{id}",
    summary: "A room's socket, with the ticket of POST /api/v1/auctions/{id}/join",
    answer: null,
    others: {
      400: "The number to go on after is none",
      401: "Without a ticket, or with one that is spent, too old or for another room",
      403: "Not from this page",
      404: "There is no such auction for this caller",
      426: "Not an upgrade to a WebSocket",
      429: "Too many sockets are open",
      503: "The room is full",
    },
  },
  {
    path: "/api/v1/auth/providers/{provider}/start",
    summary: "Sends a browser to a provider of GET /api/v1/auth/providers; `?to=/path` says where to end",
    answer: "location",
    others: providerRefusals,
  },
  {
    path: "/api/v1/auth/providers/{provider}/callback",
    summary: "Where a provider sends the browser back to, with a code in the query",
    answer: "location",
    others: providerRefusals,
  },
  {
    method: "post",
    path: "/api/v1/auth/providers/{provider}/callback",
    summary: "The same with the code in a form, as Apple does it",
    answer: "location",
    others: { ...providerRefusals, 413: "More than a provider sends" },
  },
  {
    method: "post",
    path: "/api/v1/webhooks/payments/{provider}",
    summary: "Where payment providers tell what happened, signed in their own way",
    answer: "application/json",
  },
  {
    path: "/api/v1/payments/test/approvals/{token}",
    summary: "The test provider's page where a buyer approves a charge",
    answer: "text/html",
  },
  {
    method: "post",
    path: "/api/v1/payments/test/approvals/{token}",
    summary: "The answer given there",
    answer: "location",
  },
  {
    path: "/api/v1/payments/test/onboardings/{token}",
    summary: "The test provider's page where a seller says who they are",
    answer: "text/html",
  },
  {
    method: "post",
    path: "/api/v1/payments/test/onboardings/{token}",
    summary: "The answer given there",
    answer: "location",
  },
];
