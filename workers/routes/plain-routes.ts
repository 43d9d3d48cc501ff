/**
 * Routes whose answers are in no envelope: machines that call them expect another form. `answer` is the media type; null is
 * an upgrade to a WebSocket. All are GET.
 */
export const plainRoutes = [
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
] as const;
