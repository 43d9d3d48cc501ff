/** Any other address: the error page with its status, so that no cache takes it for a page. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
