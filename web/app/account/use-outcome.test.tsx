// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { FormOutcome } from "../api/form-outcome.ts";
import { PAGE_HEADING_ID, useOutcome } from "./use-outcome.ts";

const { navigation, toast } = vi.hoisted(() => ({ navigation: { state: "idle" }, toast: vi.fn() }));
vi.mock("@remix-run/react", () => ({ useNavigation: () => navigation }));
vi.mock("../components/toast.tsx", () => ({ useToast: () => toast }));

const said = { rename: "Renamed.", remove: "Removed." };

const saved: FormOutcome = { intent: "rename", ok: true, value: null };
const refused: FormOutcome = {
  intent: "rename",
  ok: false,
  problem: { code: "validation_failed", message: "No.", fields: {}, requestId: null },
};

function Page({ outcome, isInvalid = false }: { outcome?: FormOutcome | undefined; isInvalid?: boolean }) {
  useOutcome(outcome, said);
  return (
    <main>
      <h1 id={PAGE_HEADING_ID} tabIndex={-1}>
        Profile
      </h1>
      <input aria-label="first" />
      <input aria-label="name" aria-invalid={isInvalid} />
      <button type="submit">Save</button>
    </main>
  );
}

const focused = (): string | undefined =>
  document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? undefined;

beforeEach(() => {
  navigation.state = "idle";
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("what a form did", () => {
  it("is said once, however often the page is drawn", () => {
    const { rerender } = render(<Page outcome={saved} />);
    rerender(<Page outcome={saved} />);
    expect(toast.mock.calls).toEqual([["Renamed.", "good"]]);
    // The same thing done again is another outcome.
    rerender(<Page outcome={{ ...saved }} />);
    expect(toast).toHaveBeenCalledTimes(2);
  });

  it("is not said before the page has what is new", () => {
    navigation.state = "loading";
    const { rerender } = render(<Page outcome={saved} />);
    expect(toast).not.toHaveBeenCalled();
    navigation.state = "idle";
    rerender(<Page outcome={saved} />);
    expect(toast).toHaveBeenCalledTimes(1);
  });

  it("is not said where there are no words for it, or nothing was done", () => {
    const { rerender } = render(<Page />);
    rerender(<Page outcome={{ ...saved, intent: "export" }} />);
    expect(toast).not.toHaveBeenCalled();
  });
});

describe("the reader's place", () => {
  it("is the first field that needs another look", () => {
    render(<Page outcome={refused} isInvalid />);
    expect(focused()).toBe("name");
    expect(toast).not.toHaveBeenCalled();
  });

  it("is the heading when what had the focus is gone", () => {
    render(<Page outcome={saved} />);
    expect(focused()).toBe(PAGE_HEADING_ID);
  });

  it("stays where it is otherwise", () => {
    const { rerender, getByLabelText } = render(<Page />);
    getByLabelText("first").focus();
    rerender(<Page outcome={saved} />);
    expect(focused()).toBe("first");
  });
});
