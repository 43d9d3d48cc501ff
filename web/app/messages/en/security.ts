import { plural } from "../plural.ts";

/** Who is in, how they get in, and what they did. */
export const security = {
  title: "Security",
  detail: "How you sign in, and where you are signed in now.",
  said: {
    "change-password": "Password changed. Other devices are signed out.",
    "end-sign-in": "Signed out there.",
    "end-other-sign-ins": "Every other device is signed out.",
  } as Readonly<Record<string, string | undefined>>,
  password: {
    title: "Password",
    detail: "Changing it signs you out on every other device.",
    current: "Current password",
    next: "New password",
    save: "Change password",
    wrong: "This is not your current password.",
  },
  signIns: {
    title: "Where you are signed in",
    detail: "End any sign-in you do not recognise, then change your password.",
    current: "This device",
    seen: "Last seen",
    end: "Sign out",
    endLabel: (device: string) => `Sign out: ${device}`,
    endOthers: (count: number) => `Sign out ${plural(count, "other device", "other devices")}`,
    only: "You are signed in nowhere else.",
  },
  activity: {
    title: "Activity",
    detail: "What was done with your account, newest first. Something you did not do? Change your password.",
    empty: "Nothing here yet",
    emptyBody: "Signing in and out, changed passwords and the like are written down here.",
    what: "What",
    when: "When",
    where: "From",
    actions: {
      "session.started": "Signed in",
      "session.ended": "Signed out on one device",
      "session.all-ended": "Signed out everywhere",
      "session.reused": "An old sign-in was used again, so it was ended",
      "user.registered": "Account opened",
      "user.email-verified": "E-mail confirmed",
      "user.password-changed": "Password changed",
      "user.disabled": "Account disabled",
      "user.enabled": "Account enabled",
    } as Readonly<Record<string, string | undefined>>,
  },
};
