import http from "k6/http";
import { check, sleep } from "k6";

/**
 * The load the first documents asked for: 1,000 people who look at the catalogue once a second.
 * `USERS` and `PACE` make it smaller and shorter (PACE=0.1 runs each stage for a tenth of its time).
 */
const base = __ENV.BASE_URL || "http://localhost:8787";
const users = Number(__ENV.USERS || 1000);
const pace = Number(__ENV.PACE || 1);
const stage = (seconds, target) => ({
  duration: `${Math.max(1, Math.round(seconds * pace))}s`,
  target: Math.round(target),
});

export const options = {
  stages: [stage(30, users / 2), stage(60, users), stage(30, 0)],
  thresholds: {
    http_req_duration: ["p(95)<200"],
    http_req_failed: ["rate<0.01"],
  },
};

export default function look() {
  const answer = http.get(`${base}/api/v1/products`);
  check(answer, { "status was 200": ({ status }) => status === 200 });
  sleep(1);
}
