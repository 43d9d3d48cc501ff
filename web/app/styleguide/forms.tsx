import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { ThemeSwitch } from "../components/theme-switch.tsx";
import { ToastCard, useToast } from "../components/toast.tsx";
import { Exhibit, State } from "./frame.tsx";

export function Forms() {
  const toast = useToast();
  return (
    <>
      <Exhibit title="Buttons">
        {(["sm", "md", "lg"] as const).map((size) => (
          <div key={size} className="flex flex-wrap items-center gap-2">
            <Button size={size} variant="primary">
              Start the sale
            </Button>
            <Button size={size}>Hold</Button>
            <Button size={size} variant="quiet">
              Cancel
            </Button>
            <Button size={size} variant="danger">
              Remove
            </Button>
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" pending>
            Saving
          </Button>
          <Button variant="primary" disabled>
            Not now
          </Button>
          <Button disabled>Not now</Button>
        </div>
      </Exhibit>
      <Exhibit title="Fields">
        <Input label="E-mail" type="email" placeholder="you@example.com" />
        <Input
          label="Password"
          type="password"
          hint="At least 12 characters."
          defaultValue="short"
          error="Make it 7 characters longer."
        />
        <Input label="Reserve" prefix="$" optional inputMode="decimal" />
        <Select
          label="Format"
          options={[
            { value: "english", label: "Ascending, a late bid extends" },
            { value: "sudden-death", label: "Ascending, closes on the second" },
          ]}
        />
        <Textarea label="Description" optional />
        <Checkbox label="Remember this address" defaultChecked />
      </Exhibit>
      <Exhibit title="Notes and theme">
        <State name="toasts">
          <ToastCard tone="good">Address saved.</ToastCard>
          <ToastCard tone="bad">Too late: the lot has closed.</ToastCard>
          <ToastCard tone="plain">The host has paused the sale.</ToastCard>
        </State>
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => toast("Address saved.", "good")}>Show one</Button>
          <ThemeSwitch />
        </div>
      </Exhibit>
    </>
  );
}
