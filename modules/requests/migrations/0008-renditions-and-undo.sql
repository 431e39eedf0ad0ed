-- What was said outside the network: each letter with when and how it was sent, and the proof that it arrived. Those not yet noted as sent are owed.
alter table requests.request add column renditions jsonb not null default '[]';
alter table requests.request add column rendition_due date;
-- The last internal act, which its doer may take back until something else happens.
alter table requests.request add column undo jsonb;

update requests.request as request set renditions = letters.all_of_them, rendition_due = letters.first_said
from (
  select request_id,
    jsonb_agg(jsonb_build_object('sequence', sequence, 'act', act, 'saidOn', to_char(at at time zone 'UTC', 'YYYY-MM-DD'), 'sentOn', null,
      'channel', null, 'tracking', null, 'sentBy', null, 'arrivedOn', null) order by sequence) as all_of_them,
    min((at at time zone 'UTC')::date) as first_said
  from requests.timeline where side = 'ours' and not internal and dossier_id is null group by request_id
) as letters
where letters.request_id = request.id and request.channel <> 'network';

create index request_rendition_due on requests.request (own_authority, rendition_due) where rendition_due is not null;
