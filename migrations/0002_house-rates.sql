-- The house's standard rates, so that every database can price a lot. Later rates are rows with a later effective_from.
INSERT INTO "premium_rates" ("id", "seller_id", "premium_bps", "effective_from")
VALUES (gen_random_uuid(), NULL, 1000, '2026-01-01T00:00:00Z');
--> statement-breakpoint
INSERT INTO "fee_rates" ("id", "seller_id", "fee_bps", "effective_from")
VALUES (gen_random_uuid(), NULL, 800, '2026-01-01T00:00:00Z');
--> statement-breakpoint
-- Every currency has a row without a country, so that a supported currency can be shipped anywhere.
INSERT INTO "shipping_rates" ("id", "currency", "country", "amount_minor", "effective_from")
SELECT gen_random_uuid(), rate.currency, rate.country, rate.amount_minor, '2026-01-01T00:00:00Z'
FROM (VALUES
  ('USD', 'US', 795), ('USD', 'CA', 1495), ('USD', NULL, 2495),
  ('EUR', 'DE', 595), ('EUR', 'AT', 895), ('EUR', 'FR', 895), ('EUR', 'NL', 795), ('EUR', NULL, 1495),
  ('GBP', 'GB', 495), ('GBP', NULL, 1495),
  ('CAD', 'CA', 995), ('CAD', 'US', 1495), ('CAD', NULL, 2495),
  ('AUD', 'AU', 995), ('AUD', NULL, 2995),
  ('JPY', 'JP', 900), ('JPY', NULL, 2800)
) AS rate (currency, country, amount_minor);
--> statement-breakpoint
-- Standard rates; regions are the state or province codes of an address.
INSERT INTO "tax_rates" ("id", "country", "region", "tax_bps", "effective_from")
SELECT gen_random_uuid(), rate.country, rate.region, rate.tax_bps, '2026-01-01T00:00:00Z'
FROM (VALUES
  ('GB', NULL, 2000), ('IE', NULL, 2300), ('DE', NULL, 1900), ('AT', NULL, 2000), ('FR', NULL, 2000),
  ('NL', NULL, 2100), ('BE', NULL, 2100), ('ES', NULL, 2100), ('PT', NULL, 2300), ('IT', NULL, 2200),
  ('DK', NULL, 2500), ('SE', NULL, 2500), ('FI', NULL, 2550), ('PL', NULL, 2300),
  ('CA', NULL, 500), ('CA', 'ON', 1300), ('CA', 'QC', 1498), ('CA', 'BC', 1200),
  ('AU', NULL, 1000), ('JP', NULL, 1000),
  ('US', 'CA', 725), ('US', 'NY', 400), ('US', 'TX', 625), ('US', 'WA', 650), ('US', 'FL', 600), ('US', 'IL', 625)
) AS rate (country, region, tax_bps);
