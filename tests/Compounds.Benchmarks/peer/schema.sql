-- The peer of intake: what a team would build instead. Claims and an aggregated state in tables, deduplicated by agency, report and revision.
-- No HTTP, no validation, no visibility, no chain of links, no fusion beyond a sum, and retractions are left out.
create table reports(agency text, id text, rev int, doc jsonb, recorded timestamptz default now(), primary key (agency, id, rev));
create table claims(cid bigserial primary key, agency text, rid text, subject text, attribute text, value text, grade text, tlp text, observed timestamptz);
create index on claims(subject, attribute);
create table state(subject text, attribute text, value text, support float, n int, last timestamptz, primary key (subject, attribute, value));
create table staged(doc jsonb);
