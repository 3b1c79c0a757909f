-- serves: 6
-- Credit assessments go with the months of the journal. Only the command that drops a month sees and deletes any: as
-- the owner, who logs in nowhere, and those made before the moment that it names for its own transaction. Otherwise
-- the owner sees nothing, as before. Runs as risk_owner.

create policy owner_sees_expired on credit_assessments for select to risk_owner
    using (created_at < (select nullif(current_setting('risk.assessments_before', true), '')::bigint));
create policy owner_deletes_expired on credit_assessments for delete to risk_owner
    using (created_at < (select nullif(current_setting('risk.assessments_before', true), '')::bigint));
