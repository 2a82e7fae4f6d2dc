with r as (
  insert into reports(agency, id, rev, doc)
  select doc->>'agency', doc->>'report', coalesce((doc->>'revision')::int, 1), doc from staged where doc ? 'report'
  on conflict do nothing
  returning agency, id, doc),
c as (
  insert into claims(agency, rid, subject, attribute, value, grade, tlp, observed)
  select r.agency, r.id, k->>'subject', k->>'attribute', k->>'value', r.doc->>'grade', r.doc->'handling'->>'tlp', (r.doc->>'writtenAt')::timestamptz
  from r, jsonb_array_elements(r.doc->'claims') k
  returning subject, attribute, value, grade, observed),
a as (
  select subject, attribute, coalesce(value, '') as value,
    sum(case left(grade, 1) when 'A' then 2.2 when 'B' then 1.4 when 'C' then .7 else .1 end) as support, count(*) as n, max(observed) as last
  from c group by 1, 2, 3)
insert into state select subject, attribute, value, support, n, last from a
on conflict (subject, attribute, value) do update
set support = state.support + excluded.support, n = state.n + excluded.n, last = greatest(state.last, excluded.last);
