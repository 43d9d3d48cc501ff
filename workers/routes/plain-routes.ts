/**
 * Routes whose answers are in no envelope: machines that call them expect another form. `answer` is the media type; null is
 * an upgrade to a WebSocket, `location` a redirect.
 */
interface PlainRoute {
  /** GET unless it says otherwise. */
  readonly method?: "post";
  readonly path: string;
  readonly summary: string;
  readonly answer: "application/json" | "text/html" | "image/webp" | "location" | null;
}

export const plainRoutes: readonly PlainRoute[] = [
  { path: "/health", summary: "What this is and whether it runs", answer: "application/json" },
  { path: "/health/live", summary: "The Worker answers", answer: "application/json" },
  {
    path: "/health/ready",
    summary: "Everything it needs answers; 503 names what does not",
    answer: "application/json",
  },
  {
    path: "/.well-known/jwks.json",
    summary: "Public keys of access tokens (RS256) and logs (EdDSA)",
    answer: "application/json",
  },
  { path: "/api/v1/openapi.json", summary: "This document", answer: "application/json" },
  {
    path: "/api/v1/asyncapi.json",
    summary: "The sockets of rooms, as an AsyncAPI 3 document",
    answer: "application/json",
  },
  { path: "/docs", summary: "This document to read and to try", answer: "text/html" },
  {
    path: "/media/avatars/{pictureId}/{file}",
    summary: "A square of somebody's picture; never changes under one address",
    answer: "image/webp",
  },
  {
    path: "/ws/auctions/{id}",
    summary: "A room's socket, with the ticket of POST /api/v1/auctions/{id}/join",
    answer: null,
  },
  {
    path: "/api/v1/auth/providers/{provider}/start",
    summary: "Sends a browser to a provider of GET /api/v1/auth/providers; `?to=/path` says where to end",
    answer: "location",
  },
  {
    path: "/api/v1/auth/providers/{provider}/callback",
    summary: "Where a provider sends the browser back to, with a code in the query",
    answer: "location",
  },
  {
    method: "post",
    path: "/api/v1/auth/providers/{provider}/callback",
    summary: "The same with the code in a form, as Apple does it",
    answer: "location",
  },
];
