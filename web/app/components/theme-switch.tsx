import { Monitor, Moon, Sun } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import type { Theme } from "../theme/theme.ts";
import { themes } from "../theme/theme.ts";
import { useTheme } from "../theme/use-theme.ts";
import { classNames } from "./class-names.ts";

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Three small presses, one choice. */
export function ThemeSwitch() {
  const { common } = useMessages();
  const [chosen, choose] = useTheme();
  const names: Record<Theme, string> = {
    system: common.theme.system,
    light: common.theme.light,
    dark: common.theme.dark,
  };
  return (
    <div
      role="radiogroup"
      aria-label={common.theme.label}
      className="inline-flex rounded-md border border-line p-0.5"
    >
      {themes.map((theme) => {
        const Icon = ICONS[theme];
        return (
          <button
            key={theme}
            type="button"
            role="radio"
            aria-checked={chosen === theme}
            aria-label={names[theme]}
            title={names[theme]}
            onClick={() => choose(theme)}
            className={classNames(
              "press-area grid size-8 place-items-center rounded-sm text-muted hover:text-text",
              chosen === theme && "bg-hover text-text",
            )}
          >
            <Icon aria-hidden size={16} />
          </button>
        );
      })}
    </div>
  );
}
