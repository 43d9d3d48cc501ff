import { LoaderCircle } from "lucide-react";

export function Spinner() {
  return <LoaderCircle aria-hidden size={18} strokeWidth={2.5} className="animate-spin" />;
}
