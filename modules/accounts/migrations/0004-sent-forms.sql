-- Forms that a session has sent: each opened form does its act once. They go with their session.
create table accounts.sent_form (
  session_id uuid not null references accounts.session on delete cascade,
  -- SHA-256 of the form's hidden token and its address, in base64url.
  key text not null check (length(key) = 43),
  -- Where the act led; none while it is under way, or where its page was shown once.
  led_to text,
  primary key (session_id, key)
);
