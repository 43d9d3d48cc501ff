import { Link } from "@remix-run/react";

import type { Category } from "../../../contract/http/categories.ts";
import { Picture } from "../components/picture.tsx";

/** The top of the tree of categories, as doors. */
export function CategoryStrip({ categories }: { categories: readonly Category[] }) {
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      {categories.map((category) => (
        <li key={category.id}>
          <Link
            to={`/browse?category=${category.slug}`}
            prefetch="intent"
            className="group flex h-full items-center gap-3 rounded-md border border-line bg-surface p-2.5 font-semibold hover:border-line-strong lg:flex-col lg:items-stretch lg:gap-2.5"
          >
            {category.imageUrl ? (
              <Picture
                src={category.imageUrl}
                alt=""
                sizes="(min-width: 64rem) 12rem, 3rem"
                className="size-12 shrink-0 rounded-sm lg:aspect-square lg:h-auto lg:w-full"
              />
            ) : null}
            <span className="min-w-0 py-1 leading-tight group-hover:underline underline-offset-4">
              {category.name}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
