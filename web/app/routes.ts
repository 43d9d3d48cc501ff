import type { RouteConfig } from "@remix-run/route-config";
import { index, route } from "@remix-run/route-config";

export default [
  index("routes/home.tsx"),
  route("browse", "routes/browse.tsx"),
  route("products/:productId", "routes/product.tsx"),
  route("auctions/:auctionId", "routes/auction.tsx"),
  route("auctions/:auctionId/log", "routes/auction-log.tsx"),
  route("login", "routes/login.tsx"),
  route("register", "routes/register.tsx"),
  route("logout", "routes/logout.tsx"),
  route("forgot-password", "routes/forgot-password.tsx"),
  route("account/verify-email", "routes/verify-email.tsx"),
  route("account/reset-password", "routes/reset-password.tsx"),
  route("account/step-up", "routes/step-up.tsx"),
  route("account/passkey-options", "routes/passkey-options.tsx"),
  route("account", "routes/account.tsx", [
    index("routes/account-overview.tsx"),
    route("profile", "routes/account-profile.tsx"),
    route("payment", "routes/account-payment.tsx"),
    route("transactions", "routes/account-transactions.tsx"),
    route("security", "routes/account-security.tsx"),
    route("activity", "routes/account-activity.tsx"),
    route("keys", "routes/account-keys.tsx"),
  ]),
  route("orders", "routes/orders.tsx"),
  route("orders/:orderId", "routes/order.tsx"),
  route("seller", "routes/seller.tsx"),
  route("seller/auctions/new", "routes/seller-auction-new.tsx"),
  route("seller/auctions/:auctionId/live", "routes/host-console.tsx"),
  route("styleguide", "routes/styleguide.tsx"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
