import type { ReactNode } from "react";

/** A sheet on the ground with a hairline. */
export function Card({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <div className={`rounded-md border border-line bg-surface ${className}`}>{children}</div>;
}

/** A card with a title row and, at its right, something to do. */
export function Section(props: {
  title: string;
  detail?: string | undefined;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Card>
      <header className="flex flex-wrap items-start justify-between gap-3 px-4 py-3.5 not-last:border-b not-last:border-line sm:px-6">
        <div>
          <h2 className="text-lg">{props.title}</h2>
          {props.detail ? <p className="text-sm text-muted">{props.detail}</p> : null}
        </div>
        {props.action}
      </header>
      {props.children ? <div className="px-4 py-4 sm:px-6 sm:py-5">{props.children}</div> : null}
    </Card>
  );
}
