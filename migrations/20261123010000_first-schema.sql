-- Up Migration

-- better-auth's own tables, as its generator writes them.
CREATE TABLE "user" (
  "id" text NOT NULL PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  "image" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "session" (
  "id" text NOT NULL PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON "session" ("userId");

CREATE TABLE "account" (
  "id" text NOT NULL PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON "account" ("userId");

CREATE TABLE "verification" (
  "id" text NOT NULL PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");

CREATE TABLE "rateLimit" (
  "id" text NOT NULL PRIMARY KEY,
  "key" text NOT NULL UNIQUE,
  "count" integer NOT NULL,
  "lastRequest" bigint NOT NULL
);

CREATE TABLE assessments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  recruiter_id text NOT NULL REFERENCES "user" (id),
  title text NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  pass_mark double precision NOT NULL CHECK (pass_mark BETWEEN 0 AND 1),
  hiring_manager_email text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assessments_recruiter_idx ON assessments (recruiter_id);

CREATE TABLE assessment_questions (
  assessment_id uuid NOT NULL REFERENCES assessments ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 1),
  question_id text NOT NULL,
  PRIMARY KEY (assessment_id, position),
  UNIQUE (assessment_id, question_id)
);

-- One person of one recruiter: extra time belongs to the person, not to an invitation.
CREATE TABLE candidates (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  recruiter_id text NOT NULL REFERENCES "user" (id),
  email text NOT NULL,
  name text,
  extra_time_percent integer NOT NULL DEFAULT 0 CHECK (extra_time_percent BETWEEN 0 AND 300),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX candidates_email_idx ON candidates (recruiter_id, lower(email));

CREATE TABLE invitations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  assessment_id uuid NOT NULL REFERENCES assessments,
  candidate_id uuid NOT NULL REFERENCES candidates,
  ends_at timestamptz NOT NULL,
  hard_end_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- A candidate has one invitation that counts; the unique key settles two recruiters' tabs at once.
CREATE UNIQUE INDEX invitations_live_idx ON invitations (assessment_id, candidate_id) WHERE revoked_at IS NULL;

-- The hard end as it holds for the invited person: it grows by the same extra time as the minutes. Null: there is none.
CREATE FUNCTION invitation_hard_end(invitations) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT $1.hard_end_at + make_interval(secs => assessments.minutes * 60 * candidates.extra_time_percent / 100.0)
  FROM assessments, candidates
  WHERE assessments.id = $1.assessment_id AND candidates.id = $1.candidate_id
$$;

CREATE TABLE invitation_tokens (
  token_hash bytea PRIMARY KEY,
  invitation_id uuid NOT NULL REFERENCES invitations ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invitation_tokens_invitation_idx ON invitation_tokens (invitation_id);

CREATE TABLE candidate_sessions (
  secret_hash bytea PRIMARY KEY,
  invitation_id uuid NOT NULL REFERENCES invitations ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX candidate_sessions_invitation_idx ON candidate_sessions (invitation_id);

-- The assessment as it stood when Start was pressed is kept here: a later change of it does not reach a sitting.
CREATE TABLE attempts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  invitation_id uuid NOT NULL UNIQUE REFERENCES invitations,
  assessment_id uuid NOT NULL REFERENCES assessments,
  title text NOT NULL,
  minutes integer NOT NULL,
  pass_mark double precision NOT NULL,
  question_ids text[] NOT NULL,
  started_at timestamptz NOT NULL,
  deadline_at timestamptz NOT NULL,
  grace_seconds integer NOT NULL CHECK (grace_seconds >= 0),
  closed_at timestamptz,
  close_reason text CHECK (close_reason IN ('finished', 'deadline')),
  CHECK ((closed_at IS NULL) = (close_reason IS NULL))
);
CREATE INDEX attempts_open_idx ON attempts (deadline_at) WHERE closed_at IS NULL;

CREATE TABLE submissions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  attempt_id uuid NOT NULL REFERENCES attempts,
  number integer NOT NULL CHECK (number >= 1),
  registered_at timestamptz NOT NULL,
  completed_at timestamptz,
  status text NOT NULL CHECK (status IN ('receiving', 'valid', 'rejected')),
  file_name text,
  bytes bytea,
  size_bytes integer,
  sha256 bytea,
  reason_code text,
  reason_message text,
  UNIQUE (attempt_id, number),
  CHECK (status <> 'valid' OR bytes IS NOT NULL),
  CHECK ((status = 'rejected') = (reason_code IS NOT NULL))
);

CREATE TABLE receipts (
  submission_id uuid PRIMARY KEY REFERENCES submissions,
  status text NOT NULL CHECK (status IN ('waiting', 'running', 'complete', 'failed', 'cancelled')),
  progress jsonb,
  receipt jsonb,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);

CREATE TABLE gradings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  attempt_id uuid NOT NULL REFERENCES attempts,
  number integer NOT NULL CHECK (number >= 1),
  -- Null: nothing was handed in.
  submission_id uuid REFERENCES submissions,
  status text NOT NULL CHECK (
    status IN ('waiting', 'running', 'complete', 'incomplete', 'not_gradable', 'nothing_handed_in')
  ),
  -- 64 bits, unsigned, decimal: chosen with the row, so that a second try draws the same hidden data.
  seed text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  progress jsonb,
  result jsonb,
  evidence jsonb,
  rubric_version text,
  error_code text,
  error_message text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  UNIQUE (attempt_id, number),
  CHECK (status <> 'complete' OR result IS NOT NULL),
  CHECK ((finished_at IS NULL) = (status IN ('waiting', 'running')))
);

CREATE TABLE mails (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('invitation', 'report')),
  invitation_id uuid REFERENCES invitations,
  grading_id uuid REFERENCES gradings,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'failed', 'skipped')),
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CHECK ((kind = 'invitation') = (invitation_id IS NOT NULL)),
  CHECK ((kind = 'report') = (grading_id IS NOT NULL))
);
-- One grading, one report.
CREATE UNIQUE INDEX mails_grading_idx ON mails (grading_id) WHERE grading_id IS NOT NULL;
CREATE INDEX mails_invitation_idx ON mails (invitation_id, created_at) WHERE invitation_id IS NOT NULL;

-- Development only: what would have gone out by SMTP.
CREATE TABLE outbox_mails (
  id uuid PRIMARY KEY,
  from_address text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  html text NOT NULL,
  text text NOT NULL,
  attachments jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_subject_idx ON audit_entries (subject_id);

CREATE TABLE worker_heartbeats (
  worker_id text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);
