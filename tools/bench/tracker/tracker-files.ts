/** The site's settings: loopback, a database of its own, no mail. */
export function siteConfig(ports: { readonly web: number; readonly database: number }): string {
  const settings: Readonly<Record<string, string | number>> = {
    rtname: 'bench',
    Organization: 'bench.example',
    WebDomain: '127.0.0.1',
    WebPort: ports.web,
    WebPath: '',
    DatabaseType: 'Pg',
    DatabaseHost: '127.0.0.1',
    DatabasePort: ports.database,
    DatabaseName: 'rtbench',
    DatabaseUser: 'rtbench',
    DatabasePassword: 'rtbench',
    DatabaseAdmin: 'postgres',
    SendmailPath: '/bin/true',
    LogToSyslog: '',
    LogToSTDERR: '',
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `Set($${name}, ${typeof value === 'number' ? value : value === '' ? "''" : `'${value}'`});`,
  )
  return `${lines.join('\n')}\n1;\n`
}

/** Makes one ticket with four answers, by the program's own API, and gives its administrator a password. */
export function template(password: string): string {
  return `use lib '/usr/share/request-tracker5/lib';
use RT -init;
use RT::Ticket;
my $ticket = RT::Ticket->new(RT->SystemUser);
my ($id) = $ticket->Create(Queue => 'General', Subject => 'Harbour contract: bank records of Meridian 17 Ltd', Requestor => 'a@bench.example',
  Owner => 'root', MIMEObj => MIME::Entity->build(Type => 'text/plain', Data => ['Between 2019 and 2025 a public official received payments. ' x 12]));
die 'no ticket' unless $id == 1;
$ticket->Correspond(Content => 'The statements show transfers in round sums shortly after each award. ' x 3) for 1 .. 4;
my $root = RT::User->new(RT->SystemUser);
$root->Load('root');
$root->SetPassword('${password}');
`
}

/** Copies the ticket so often that there are \`count\`, with its groups, members, transactions and attachments, each under its own subject and state. */
export function tickets(count: number): string {
  const copies = `generate_series(2, ${count}) as n`
  const roles = `(select id as of, row_number() over (order by id) as at from groups where domain = 'RT::Ticket-Role' and instance = 1) as role`
  return `begin;
create temporary table first as select (select max(id) from principals) as principal, (select max(id) from transactions) as transaction,
  (select max(id) from attachments) as attachment, (select max(id) from cachedgroupmembers) as cached;
insert into tickets (id, effectiveid, queue, type, owner, subject, initialpriority, finalpriority, priority, timeestimated, timeworked, status, timeleft,
    started, lastupdatedby, lastupdated, creator, created)
  select n, n, queue, type, owner, (array['Harbour','Airport','Railway','Customs'])[1 + n % 4] || ' contract: bank records of Meridian ' || n || ' Ltd', 0, 0, 0, 0, 0,
    case when n % 10 = 0 then 'open' when n % 10 = 1 then 'new' else 'resolved' end, 0, started, lastupdatedby, lastupdated - n * interval '1 minute', creator, created - n * interval '1 minute'
  from tickets, ${copies} where tickets.id = 1;
create temporary table roles as select n, role.of, first.principal + (n - 2) * 4 + role.at as id from first, ${copies}, ${roles};
insert into principals (id, principaltype, disabled) select id, 'Group', 0 from roles;
insert into groups (id, name, domain, instance) select roles.id, name, domain, n from roles join groups on groups.id = roles.of;
insert into groupmembers (groupid, memberid) select roles.id, memberid from roles join groupmembers on groupid = roles.of;
insert into cachedgroupmembers (id, groupid, memberid, via, immediateparentid, disabled)
  select first.cached + row_number() over (order by roles.id), roles.id, case when memberid = groupid then roles.id else memberid end,
    first.cached + row_number() over (order by roles.id), roles.id, 0 from first, roles join cachedgroupmembers on groupid = roles.of;
create temporary table said as select n, t.id as of, first.transaction + (n - 2) * (select count(*) from transactions where objecttype = 'RT::Ticket' and objectid = 1)
    + row_number() over (partition by n order by t.id) as id
  from first, ${copies}, transactions as t where t.objecttype = 'RT::Ticket' and t.objectid = 1;
insert into transactions (id, objecttype, objectid, timetaken, type, field, oldvalue, newvalue, data, creator, created)
  select said.id, objecttype, n, timetaken, type, field, oldvalue, newvalue, data, creator, created from said join transactions as t on t.id = said.of;
insert into attachments (id, transactionid, parent, messageid, subject, contenttype, contentencoding, content, headers, creator, created)
  select first.attachment + row_number() over (order by said.id), said.id, 0, messageid, subject, contenttype, contentencoding, content, headers, creator, created
  from first, said join attachments as a on a.transactionid = said.of where a.parent = 0 and a.contenttype = 'text/plain';
commit;
select setval(pg_get_serial_sequence(lower(t), 'id'), 100000000) from unnest(array['tickets','principals','groups','groupmembers','cachedgroupmembers','transactions','attachments']) as t
  where pg_get_serial_sequence(lower(t), 'id') is not null;
vacuum analyze;
`
}
